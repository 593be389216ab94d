use crate::check::marks::{fires, silent, spares};

const CODE: &str = "postgres-alpn-mismatch";

fn route(tls: &str) -> String {
    format!(
        "[routes.r]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"s:1\"\nprotocol = \"postgres\"\ntls = {tls}\n"
    )
}

#[test]
fn the_options_or_the_tls_are_pointed_at() {
    fires(CODE, &route("«{ secret_name = \"c\" }»"));
    fires(CODE, &format!("[tls_options.o]\nmin_version = \"VersionTLS13\"\n{}", route("{ options = «\"o\"» }")));
    fires(CODE, &format!("[tls_options.o]\nalpn_protocols = [\"h2\"]\n{}", route("{ options = «\"o\"» }")));
}

#[test]
fn options_that_offer_it_or_are_not_known() {
    let offered = "alpn_protocols = [\"h2\", \"postgresql\"]\n";
    silent(&format!("[tls_options.o]\n{offered}{}", route("{ options = \"o\" }")));
    silent(&format!("[tls_options.\"ns/default\"]\n{offered}{}", route("{ secret_name = \"c\" }")));
    silent(&format!("[tls_options.o]\nexternal = true\n{}", route("{ options = \"o\" }")));
    spares(CODE, &route("{ options = \"elsewhere\" }"));
}

#[test]
fn passed_through_or_another_protocol() {
    silent(&route("\"passthrough\""));
    silent(&route("{ secret_name = \"c\" }").replace("postgres", "mqtt"));
}
