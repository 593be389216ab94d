//! `tcpgen facts` against real Traefiks: what the static configuration's file says is what the running one reports.

use serde_json::json;

use crate::cli::sandbox::Sandbox;
use crate::support::{EntryPoint, StaticConfig, Traefik};

#[test]
fn a_file_says_what_the_running_traefik_reports() {
    for version in ["3.0.4", "3.4.3", "3.6.15", "3.7.15"] {
        let config = StaticConfig::new()
            .entry_point(EntryPoint::new("pg").default_one())
            .entry_point(EntryPoint::new("Late").read_timeout_ms(5000))
            .entry_point(EntryPoint::new("proxied").proxy_protocol())
            .entry_point(EntryPoint::new("dns").udp())
            .version(version);
        let traefik = Traefik::start(&config, "");
        let file = std::fs::read(traefik.folder().join("traefik.yaml")).unwrap();
        let state = "[traefik]\nstatic = 'traefik.yaml'\n[routes.pg]\nentry_points = ['pg']\nservice = 's:1'\n";
        let sandbox = Sandbox::empty().file("traefik.yaml", file).file("tcpgen.toml", state);
        let ran = sandbox.run(&format!("facts --format json --api {}", traefik.api().address())).exits(0).json();
        let [of_file, running] = &ran["facts"].as_array().unwrap()[..] else { panic!("{ran}") };
        assert_eq!(running["traefik"]["version"], version);
        // The running one reports its defaults as well.
        let mut of_file = of_file["entry_points"].clone();
        for (_, entry_point) in of_file.as_object_mut().unwrap() {
            entry_point.as_object_mut().unwrap().entry("read_timeout").or_insert(json!("1m0s"));
        }
        // Spelt otherwise.
        of_file["Late"]["read_timeout"] = json!("5s");
        assert_eq!(of_file, running["entry_points"], "{version}");
        assert!(of_file.get("dns").is_none() && of_file["pg"]["as_default"] == json!(true), "{of_file}");
        // Another port by hand contradicts both.
        sandbox.write("tcpgen.toml", format!("{state}[entry_points]\npg = 1\n"));
        let ran = sandbox.run(&format!("facts --api {}", traefik.api().address())).exits(1);
        assert!(ran.err.contains("another `port` for the entry point `pg`"), "{ran:?}");
    }
}

/// What a running Traefik reports is a fact of other commands as well, and no file needs it.
#[test]
fn other_commands_take_a_running_traefik_for_facts() {
    let config = StaticConfig::new().entry_point(EntryPoint::new("pg").default_one()).version("3.6.15");
    let traefik = Traefik::start(&config, "");
    let api = traefik.api().address();
    let text = "[routes.a]\nentry_points = ['pq']\nservice = 's:1'\n[routes.b]\nservice = 's:1'\n";
    let sandbox = Sandbox::empty().file("tcpgen.toml", text);
    let ran = sandbox.run(&format!("check --api {api}")).exits(0);
    assert!(ran.out.contains("unknown-entry-point") && ran.out.contains("did you mean `pg`?"), "{ran:?}");
    assert!(!sandbox.run("check").out.contains("unknown-entry-point"));
    let asked = "--entry-point pg --client-ip 10.0.0.1 --format json";
    let decision = sandbox.run(&format!("route --api {api} {asked}")).exits(0).json();
    assert_eq!(decision["router"], "default/b", "the only default entry point is that of `b`: {decision}");
    let reached = sandbox.run(&format!("reach --api {api} --to s --format json")).exits(0).json();
    assert!(reached["classes"].to_string().contains("\"entry_point\":\"pg\""), "{reached}");
    sandbox.run(&format!("route --api {api} --entry-point pq --client-ip 10.0.0.1")).exits(2);
    sandbox.run("check --api http://127.0.0.1:1").exits(2);
    sandbox.run(&format!("check --fix --api {api}")).exits(2);
}
