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
