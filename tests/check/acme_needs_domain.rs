use crate::check::marks::{fires, silent, spares};

const CODE: &str = "acme-needs-domain";

fn route(rule: &str, tls: &str) -> String {
    format!("[routes.r]\nentry_points = [\"e\"]\nmatch = \"{rule}\"\nservice = \"s:1\"\ntls = {{ {tls} }}\n")
}

#[test]
fn the_resolver_is_pointed_at() {
    for rule in
        ["HostSNI(`*`)", "ClientIP(`10.0.0.1`)", "HostSNIRegexp(`^.*\\\\.test$`)", "HostSNI(`x.test`) || HostSNI(`*`)"]
    {
        fires(CODE, &route(rule, "cert_resolver = «\"le\"»"));
    }
}

#[test]
fn once_for_a_route_of_several_rules() {
    fires(
        CODE,
        "[routes.r]\nentry_points = [\"e\"]\ntls = { cert_resolver = «\"le\"» }\n\
         [[routes.r.rules]]\nsni = \"x.test\"\nservice = \"s:1\"\n\
         [[routes.r.rules]]\nmatch = \"ClientIP(`10.0.0.1`)\"\nservice = \"s:2\"\n\
         [[routes.r.rules]]\nsni = \"*\"\nservice = \"s:3\"\n",
    );
}

#[test]
fn names_or_domains_are_enough() {
    silent(&route("HostSNI(`x.test`)", "cert_resolver = \"le\""));
    silent(&route("HostSNI(`x.test`) && ClientIP(`10.0.0.1`)", "cert_resolver = \"le\""));
    silent(&route("HostSNI(`*`)", "cert_resolver = \"le\", domains = [{ main = \"x.test\" }]"));
    silent(&route("HostSNI(`*`)", "secret_name = \"c\""));
    spares(CODE, &route("HostSNI(`*`)", "cert_resolver = \"le\", passthrough = true"));
}
