use crate::check::marks::{fires, silent, tls};

const CODE: &str = "wildcard-one-label";

fn certified(names: &str, domains: &str) -> String {
    format!(
        "[routes.r]\nentry_points = [\"e\"]\nsni = {names}\nservice = \"s:1\"\n\
         tls = {{ cert_resolver = \"le\", domains = [{domains}] }}\n"
    )
}

#[test]
fn a_certificate_for_the_apex_or_a_deeper_name_is_evidence() {
    fires(CODE, &certified("«\"*.a.test\"»", "{ main = \"A.test\" }"));
    fires(CODE, &certified("[\"x.test\", «\"*.a.test\"»]", "{ main = \"*.a.test\", sans = [\"b.c.a.test\"] }"));
}

#[test]
fn names_that_something_serves_are_fine() {
    silent(&certified("[\"*.a.test\", \"a.test\"]", "{ main = \"a.test\" }"));
    silent(&certified("[\"*.a.test\", \"*.c.a.test\"]", "{ main = \"b.c.a.test\" }"));
    silent(&certified("\"*.a.test\"", "{ main = \"b.a.test\", sans = [\"*.a.test\"] }"));
    silent(&certified("\"*.a.test\"", "{ main = \"other.test\" }"));
    let apex = "[routes.apex]\nentry_points = [\"e\"]\nsni = \"a.test\"\nservice = \"s:2\"\ntls = \"passthrough\"\n";
    silent(&format!("{apex}{}", certified("\"*.a.test\"", "{ main = \"a.test\" }")));
    let all = "[routes.all]\nentry_points = [\"e\"]\nsni = \"*\"\nservice = \"s:2\"\ntls = \"passthrough\"\n";
    silent(&format!("{all}{}", certified("\"*.a.test\"", "{ main = \"a.test\" }")));
    let https = "[entry_points]\ne = { port = 1, http_hosts = [\"a.test\"] }\n";
    silent(&format!("{https}{}", certified("\"*.a.test\"", "{ main = \"a.test\" }")));
}

#[test]
fn an_exclusion_that_excludes_nothing_is_evidence() {
    fires(CODE, &tls("\"HostSNI(`*.a.test`) && !HostSNI(«`a.test`»)\""));
    fires(CODE, &tls("\"!HostSNI(«`b.c.a.test`») && HostSNI(`*.a.test`)\""));
    silent(&tls("\"HostSNI(`*.a.test`) && !HostSNI(`b.a.test`)\""));
    silent(&tls("\"HostSNI(`*.a.test`) && !HostSNI(`b.test`)\""));
}
