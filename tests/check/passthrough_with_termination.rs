use crate::check::marks::{fires, fires_beside, silent};

const CODE: &str = "passthrough-with-termination";

fn route(tls: &str) -> String {
    format!("[routes.r]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"s:1\"\ntls = {{ {tls} }}\n")
}

#[test]
fn each_ignored_value_is_pointed_at() {
    fires(CODE, &route("secret_name = «\"c\"», passthrough = true, cert_resolver = «\"le\"»"));
    fires(CODE, &route("passthrough = true, domains = [{ main = «\"x.test\"» }]"));
    fires_beside(CODE, &route("passthrough = true, options = «\"modern\"»"), &["unknown-tls-options"]);
}

#[test]
fn either_alone_is_fine() {
    silent(&route("passthrough = true"));
    silent(&route("passthrough = false, secret_name = \"c\""));
    silent(&route("secret_name = \"c\""));
}
