use crate::check::marks::{fires, silent, spares};

const CODE: &str = "alpn-not-offered";

fn route(rule: &str, tls: &str) -> String {
    format!("[routes.r]\nentry_points = [\"e\"]\nmatch = \"{rule}\"\nservice = \"s:1\"\ntls = {tls}\n")
}

#[test]
fn the_protocol_is_pointed_at() {
    fires(CODE, &route("ALPN(`h2`) || ALPN(«`mqtt`»)", "{ secret_name = \"c\" }"));
    fires(
        CODE,
        &format!("[tls_options.o]\nalpn_protocols = [\"x\"]\n{}", route("ALPN(«`h2`»)", "{ options = \"o\" }")),
    );
    fires(CODE, &format!("[tls_options.default]\nalpn_protocols = [\"x\"]\n{}", route("ALPN(«`h2`»)", "{}")));
}

#[test]
fn offered_negated_passed_through_or_unknown() {
    silent(&route("ALPN(`http/1.1`)", "{ secret_name = \"c\" }"));
    silent(&route("!ALPN(`mqtt`)", "{ secret_name = \"c\" }"));
    silent(&route("ALPN(`mqtt`)", "\"passthrough\""));
    silent(&format!("[tls_options.o]\nalpn_protocols = [\"mqtt\"]\n{}", route("ALPN(`mqtt`)", "{ options = \"o\" }")));
    silent(&format!("[tls_options.o]\nexternal = true\n{}", route("ALPN(`mqtt`)", "{ options = \"o\" }")));
    spares(CODE, &route("ALPN(`mqtt`)", "{ options = \"elsewhere\" }"));
}
