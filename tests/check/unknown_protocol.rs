use crate::check::marks::{fires, fixed, only, silent};

const CODE: &str = "unknown-protocol";

fn route(protocol: &str) -> String {
    format!("[routes.r]\nentry_points = [\"e\"]\nservice = \"s:1\"\nprotocol = {protocol}\n")
}

#[test]
fn near_names_and_other_names_are_recognised() {
    for (written, meant) in
        [("postgresql", "postgres"), ("mongo", "mongodb"), ("Redis", "redis"), ("mqqt", "mqtt"), ("rabbitmq", "amqp")]
    {
        fires(CODE, &route(&format!("«\"{written}\"»")));
        assert_eq!(fixed(CODE, &route(&format!("\"{written}\""))), [route(&format!("\"{meant}\""))]);
    }
    assert!(only(CODE, &route("\"gopher\"")).help.is_some_and(|help| help.contains("postgres, mysql")));
}

#[test]
fn every_known_protocol_is_silent() {
    for protocol in tcpgen::check::PROTOCOLS {
        silent(&route(&format!("\"{}\"", protocol.name)));
    }
}
