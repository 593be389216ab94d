use crate::check::marks::{fires, fires_beside, silent, spares};

const CODE: &str = "postgres-starttls-backend";

fn route(protocol: &str, service: &str, rest: &str) -> String {
    format!(
        "[routes.r]\nentry_points = [\"e\"]\nservice = {service}\nprotocol = \"{protocol}\"\n{rest}\n\
         [servers_transports.v]\ntls = {{ server_name = \"p\" }}\n"
    )
}

#[test]
fn tls_to_the_server_is_pointed_at() {
    let service = "{ name = \"p\", port = 1, servers_transport = \"v\", tls = «true» }";
    fires(CODE, &route("postgres", service, ""));
    fires(CODE, &route("postgres", service, "sni = \"x.test\"\ntls = \"passthrough\""));
    silent(&route("mqtt", service, "").replace(['«', '»'], ""));
}

#[test]
fn a_transport_alone_is_another_code_with_fitting_help() {
    let service = "{ name = \"p\", port = 1, servers_transport = «\"v\"» }";
    fires_beside("unused-backend-tls", &route("postgres", service, ""), &[]);
    spares(CODE, &route("postgres", service, "").replace(['«', '»'], ""));
}
