//! The JSON of `route --format json`.

use crate::routing::world::{World, route};

#[test]
fn every_field_in_order() {
    let text = "[middlewares.m]\nip_allow_list = [\"127.0.0.0/8\"]\n".to_owned()
        + &route("pg", "HostSNI(`x.test`)", "tls = {}\nmiddlewares = [\"m\"]")
        + &route("off", "HostSNI(`y.test`)", "");
    let decision = World::of(&text).alpn("x.test", &["h2"]);
    let expected = r#"{
  "outcome": "forwarded",
  "entry_point": "a",
  "client_ip": "127.0.0.1",
  "tls": true,
  "sni": "x.test",
  "alpn": [
    "h2"
  ],
  "router": "default/pg",
  "rule": "HostSNI(`x.test`)",
  "priority": 17,
  "tls_mode": "terminate",
  "middlewares": [
    "default/m"
  ],
  "services": [
    {
      "service": "default/pg",
      "port": 1,
      "weight": 1
    }
  ],
  "reason": null,
  "message": "`default/pg` takes it and forwards it, with TLS ended by Traefik, to `default/pg:1`",
  "waits_for_client": true,
  "contenders": [],
  "considered": [
    {
      "router": "default/pg",
      "rule": "HostSNI(`x.test`)",
      "priority": 17,
      "matched": true,
      "note": "server name `x.test` is `x.test`"
    }
  ],
  "disabled": [
    {
      "router": "default/off",
      "error": "invalid rule: \"HostSNI(`y.test`)\" , has HostSNI matcher, but no TLS on router"
    }
  ],
  "assumes": [
    "service default/pg exists with port 1"
  ],
  "traefik": "3.7.15"
}"#;
    assert_eq!(serde_json::to_string_pretty(&decision).unwrap(), expected);
}

#[test]
fn what_nobody_takes() {
    let world = World::routes(&[("r", "ClientIP(`10.0.0.0/8`)", "")]);
    let json = serde_json::to_value(world.plain("2001:db8::1")).unwrap();
    assert_eq!(json["outcome"], "http");
    assert_eq!(json["reason"], "no-matching-router");
    assert_eq!(json["tls_mode"], "none");
    for field in ["sni", "router", "rule", "priority"] {
        assert!(json[field].is_null(), "{field}");
    }
    assert_eq!(json["considered"][0]["note"], "client address 2001:db8::1 is not in 10.0.0.0/8");
}
