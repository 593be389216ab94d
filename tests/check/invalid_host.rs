use crate::check::marks::{fires, only, silent, spares, tls};

const CODE: &str = "invalid-host";

#[test]
fn the_argument_or_the_name_is_pointed_at() {
    fires(CODE, &tls("\"HostSNI(«`a.*.test`») || HostSNI(`b.test`)\""));
    fires(
        CODE,
        "[routes.r]\nentry_points = [\"e\"]\nsni = [\"a.test\", «\"https://b.test/\"»]\nservice = \"s:1\"\ntls = \"passthrough\"\n",
    );
    fires(
        "empty-argument",
        "[routes.r]\nentry_points = [\"e\"]\nsni = [\"a.test\", «\"\"»]\nservice = \"s:1\"\ntls = {}\n",
    );
}

#[test]
fn the_help_fits_the_mistake() {
    for (host, help) in [
        ("bücher.test", "xn--"),
        ("https://b.test:1/", "write the name alone: `b.test`"),
        ("{sub}.test", "templates are Traefik v2's"),
        ("^a$", "HostSNIRegexp"),
        ("a.test, b.test", "each name by itself"),
        ("a.*.test", "one label"),
    ] {
        let found = only(CODE, &tls(&format!("\"HostSNI(`{host}`)\"")));
        assert!(found.help.as_deref().is_some_and(|text| text.contains(help)), "{host}: {:?}", found.help);
    }
}

#[test]
fn what_traefik_takes_is_no_invalid_host() {
    for host in ["a_b.test", "X.TEST", "x.test.", "*.test", "127.0.0.1", "..", "-"] {
        spares(CODE, &tls(&format!("\"HostSNI(`{host}`)\"")));
    }
    silent(&tls("\"HostSNI(`*.example.com`)\""));
}
