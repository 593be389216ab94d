use crate::check::marks::{fires, silent, spares};

const CODE: &str = "postgres-mixed-entry-point";
const TLS: &str = "[routes.t]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"t:1\"\ntls = \"passthrough\"\n";

#[test]
fn any_tls_route_takes_the_ssl_request() {
    let plain = "[routes.p]\nentry_points = [«\"e\"»]\nservice = \"p:1\"\nprotocol = \"postgres\"\n";
    fires(CODE, &format!("{plain}{TLS}"));
    fires(CODE, &format!("{TLS}{plain}"));
    let plain = plain.replace(['«', '»'], "");
    silent(&plain);
    silent(&format!("{plain}{}", TLS.replace("\"e\"", "\"f\"")));
    spares(CODE, &format!("[traefik]\nversion = \"v2\"\n{plain}{TLS}"));
}
