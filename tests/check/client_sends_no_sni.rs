use crate::check::marks::{fires, only, silent};

const CODE: &str = "client-sends-no-sni";

fn route(protocol: &str, sni: &str) -> String {
    format!(
        "[routes.r]\nentry_points = [\"e\"]\nsni = {sni}\nservice = \"s:1\"\nprotocol = \"{protocol}\"\ntls = \"passthrough\"\n"
    )
}

#[test]
fn the_first_name_is_pointed_at() {
    for protocol in ["redis", "ldap", "cassandra"] {
        fires(CODE, &route(protocol, "[«\"x.test\"», \"y.test\"]"));
    }
    assert!(only(CODE, &route("redis", "\"x.test\"")).message.contains("--sni"));
}

#[test]
fn a_route_for_the_nameless_is_enough() {
    silent(&route("redis", "\"*\""));
    silent(&route("redis", "[\"x.test\", \"*\"]"));
    let fallback = "[routes.f]\nentry_points = [\"e\"]\nsni = \"*\"\nservice = \"f:1\"\ntls = \"passthrough\"\n";
    silent(&format!("{}{fallback}", route("redis", "\"x.test\"")));
    silent(&route("redis", "\"x.test\"").replace("sni = \"x.test\"", "match = \"!HostSNI(`x.test`)\""));
}

#[test]
fn clients_that_send_it_or_may() {
    for protocol in ["mongodb", "kafka", "mqtt", "amqp", "http", "memcached"] {
        silent(&route(protocol, "\"x.test\""));
    }
}
