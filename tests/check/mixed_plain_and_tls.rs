use crate::check::marks::{fires, fires_beside, silent, spares};

const CODE: &str = "mixed-plain-and-tls";
const TLS: &str = "[routes.t]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"t:1\"\ntls = \"passthrough\"\n";

fn plain(entry_points: &str, rest: &str) -> String {
    format!("[routes.p]\nentry_points = {entry_points}\nservice = \"p:1\"\n{rest}\n")
}

#[test]
fn the_plain_routes_entry_point_is_pointed_at() {
    fires(CODE, &format!("{}{TLS}", plain("[\"f\", «\"e\"»]", "")));
    fires(CODE, &format!("{TLS}{}", plain("[«\"e\"»]", "match = \"ClientIP(`10.0.0.1`)\"")));
}

#[test]
fn a_declared_protocol_settles_it() {
    for protocol in ["redis", "mqtt", "http", "mongodb", "amqp"] {
        silent(&format!("{}{TLS}", plain("[\"e\"]", &format!("protocol = \"{protocol}\""))));
    }
    spares(CODE, &format!("{}{TLS}", plain("[\"e\"]", "protocol = \"mysql\"")));
    spares(CODE, &format!("{}{TLS}", plain("[\"e\"]", "protocol = \"postgres\"")));
    fires_beside(CODE, &format!("{}{TLS}", plain("[«\"e\"»]", "protocol = \"gopher\"")), &["unknown-protocol"]);
}

#[test]
fn a_router_that_traefik_disables_does_not_count() {
    spares(CODE, &format!("{}{}", plain("[\"e\"]", ""), TLS.replace("x.test", "x test")));
    spares(CODE, &format!("{}{}", plain("[\"e\"]", "match = \"HostSNI(`y.test`)\""), TLS));
    spares(CODE, &format!("[traefik]\nversion = \"3.6\"\n{}{}", plain("[\"e\"]", ""), TLS.replace("x.test", "*.test")));
}
