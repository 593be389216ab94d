//! `tcpgen route` as people run it: exit codes, what goes to which stream, and the exact texts.
#![allow(clippy::unwrap_used, reason = "a helper that fails fails the test")]

use std::net::IpAddr;
use std::path::Path;
use std::process::Command;

use tcpgen::report::route::path;
use tcpgen::routing::{Connection, RoutingTable};
use tcpgen::source::Sources;
use tcpgen::{Options, compile, environment};

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

fn tcpgen(arguments: &str) -> Ran {
    let output = Command::new(env!("CARGO_BIN_EXE_tcpgen"))
        .arg("route")
        .args(arguments.split_whitespace())
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/route_command"))
        .env_remove("CLICOLOR_FORCE")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

#[test]
fn the_verdict_comes_first_and_the_reasons_after_it() {
    let ran = tcpgen("state.toml --entry-point websecure --client-ip 192.168.1.7 --sni db.example.com");
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.err, "3 warnings; `tcpgen check` shows what\n");
    assert_eq!(
        ran.out,
        "\
`default/db` takes it and forwards it, with TLS ended by Traefik, to `default/pg-a:5432` (weight 1) and `default/pg-b:5432` (weight 3)
  `default/db` matches by HostSNI(`db.example.com`) || HostSNI(`pg.example.com`) (priority 54): server name `db.example.com` is `db.example.com`
  note: `default/broken` would match too, but Traefik has disabled it: its middleware `default/nope` does not exist
  note: middleware `default/limit` lets 10 connections of one client address through at once
  does not serve: `default/broken`: its middleware `default/nope` does not exist (Traefik: middleware \"default-nope@kubernetescrd\" does not exist)
  assumes that service default/pg-a exists with port 5432, and that service default/pg-b exists with port 5432
  answered for Traefik 3.7.15
"
    );
}

#[test]
fn a_connection_that_nobody_takes_has_the_reasons_of_all() {
    let ran = tcpgen("state.toml --entry-point websecure --client-ip 203.0.113.9 --tls");
    assert_eq!(ran.code, Some(0));
    assert_eq!(
        ran.out.lines().take(3).collect::<Vec<_>>(),
        [
            "no TCP router takes it: Traefik's HTTPS server answers, with its default certificate and 404 to any request",
            "  `default/admin` does not match by ClientIP(`192.168.1.1`) || HostSNIRegexp(`^admin-[a-z]+\\.example\\.com$`) \
             (priority 72): client address 203.0.113.9 is not in 192.168.1.1, and the client sends no server name, and the \
             empty one does not match `^admin-[a-z]+\\.example\\.com$`",
            "  `default/db` does not match by HostSNI(`db.example.com`) || HostSNI(`pg.example.com`) (priority 54): the \
             client sends no server name, and the rule asks for one of `db.example.com`, `pg.example.com`",
        ]
    );
}

#[test]
fn explain_draws_the_path() {
    let ran = tcpgen("state.toml --entry-point websecure --client-ip 203.0.113.9 --sni db.example.com --explain");
    assert_eq!(ran.code, Some(0));
    let drawn = ran.out.split_once("\n\n").unwrap().1;
    assert_eq!(
        drawn,
        "\
client 203.0.113.9, TLS for db.example.com
│
entry point websecure
├─ reads the client's first bytes
│
routers with TLS, by priority
├─ 72 default/admin ClientIP(`192.168.1.1`) || HostSNIRegexp(`^admin-[a-z]+\\.example\\.com$`)
│    no: client address 203.0.113.9 is not in 192.168.1.1, and server name `db.example.com` does not match `^admin-[a-z]+\\.example\\.com$`
├─ 54 default/db HostSNI(`db.example.com`) || HostSNI(`pg.example.com`)
│    yes: server name `db.example.com` is `db.example.com`
│
middlewares
├─ default/office refuses the client
│
╰─ closed (denied-by-middleware)
"
    );
}

#[test]
fn json_is_the_decision() {
    let ran = tcpgen("state.toml --entry-point postgresql --client-ip ::1 --postgres --format json");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.code, &json["outcome"], &json["router"]), (Some(0), &"forwarded".into(), &"default/plain".into()));
    assert_eq!((&json["tls"], &json["waits_for_client"]), (&false.into(), &false.into()));
    let ran = tcpgen("state.toml --entry-point websecure --client-ip ::1 --alpn h2,foo --format json");
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&json["tls"], &json["alpn"]), (&true.into(), &serde_json::json!(["h2", "foo"])));
}

#[test]
fn wrong_arguments_exit_2_and_states_with_errors_1() {
    for wrong in ["", "--entry-point a", "--entry-point a --client-ip localhost", "--entry-point a --client-ip ::1"] {
        // The last one has no state to read.
        let ran = tcpgen(wrong);
        assert_eq!((ran.code, ran.out.as_str()), (Some(2), ""), "{wrong}");
        assert!(!ran.err.is_empty(), "{wrong}");
    }
    let ran = tcpgen("../scenarios/invalid/meaning.toml --entry-point pg --client-ip ::1");
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("error["), "{}", ran.err);
}

fn many() -> String {
    let route = |index: usize| {
        format!(
            "[routes.r{index:02}]\nentry_points = [\"a\"]\nsni = \"h{index}.test\"\ntls = {{}}\nservice = \"s:1\"\n"
        )
    };
    (0..30).map(route).collect()
}

#[test]
fn a_long_list_is_drawn_at_both_ends_and_lines_are_as_long_as_the_terminal_is_wide() {
    let compilation = compile(&Sources::single("t.toml", many()), &Options::default());
    let table = RoutingTable::new(&compilation.resources, &environment(&compilation.desired));
    let client: IpAddr = "10.0.0.1".parse().unwrap();
    let decision = table.decide(&Connection::tls("a", client, "somebody.example.com"));
    assert_eq!(decision.considered.len(), 30);
    let drawn = path(&decision, Some(50));
    assert!(drawn.contains("\n├─ ... 18 more that do not match\n"), "{drawn}");
    assert_eq!(drawn.matches("no: server name").count(), 12, "{drawn}");
    assert!(drawn.lines().all(|line| line.chars().count() <= 50), "{drawn}");
    assert!(drawn.ends_with("╰─ Traefik's own HTTP server\n"), "{drawn}");
}

#[test]
fn manifests_are_asked_as_well_as_state_files() {
    let ran = tcpgen("manifest.yaml --entry-point postgresql --client-ip 10.0.0.1");
    assert_eq!((ran.code, ran.err.as_str()), (Some(0), ""));
    assert!(ran.out.starts_with("`data/pg` takes it and forwards it to `data/postgres:5432`\n"), "{}", ran.out);
    let ran = tcpgen("manifest.yaml --entry-point postgresql --client-ip 192.0.2.1");
    assert!(ran.out.starts_with("closed: `data/pg` takes it, and its middleware `data/office` refuses"), "{}", ran.out);
    // The entry points that a state file beside it declares are those that there are.
    let ran = tcpgen("manifest.yaml state.toml --entry-point extra --client-ip 10.0.0.1");
    assert!(ran.out.starts_with("closed: there is no entry point `extra`"), "{}", ran.out);
    assert_eq!(ran.code, Some(2));
}
