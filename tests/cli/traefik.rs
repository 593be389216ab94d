//! `--traefik`: for which version a command answers.

use super::GOOD;
use super::sandbox::{Sandbox, state};

const MANIFEST: &str = "\
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: { name: r, namespace: default }
spec:
  entryPoints: [a]
  routes: [{ match: 'HostSNI(`UP.Test`)', services: [{ name: s, port: 1 }] }]
  tls: { passthrough: true }
";

#[test]
fn manifests_are_read_for_the_version_of_the_command() {
    let sandbox = Sandbox::empty().file("r.yaml", MANIFEST);
    for (version, outcome) in [("3.6.15", "http"), ("3.5", "http"), ("3.7.0", "forwarded"), ("v3", "forwarded")] {
        let flags = "--entry-point a --client-ip 10.0.0.1 --sni up.test --format json";
        let decision = sandbox.run(&format!("route r.yaml {flags} --traefik {version}")).exits(0).json();
        assert_eq!(decision["outcome"], outcome, "{version}");
    }
}

#[test]
fn a_version_that_is_none_is_a_wrong_use() {
    for command in ["check", "list", "test", "build"] {
        let ran = state(GOOD).run(&format!("{command} --traefik latest")).exits(2);
        assert!(ran.err.contains("Traefik 2 and 3 are known"), "{}", ran.err);
    }
}

#[test]
fn every_answer_carries_the_version() {
    let sandbox = state(GOOD);
    let json = |command: &str| sandbox.run(&format!("{command} --traefik 3.6.11 --format json")).json();
    assert_eq!(json("list")["traefik"], "3.6.11");
    assert_eq!(json("test")["traefik"], "3.6.11");
    assert_eq!(json("diff --against tcpgen.toml")["traefik"]["new"], "3.6.11");
    let route = sandbox.run("route --traefik 3.6.11 --entry-point postgresql --client-ip 10.0.0.1");
    assert!(route.out.ends_with("  answered for Traefik 3.6.11\n"), "{}", route.out);
    for command in ["check", "list", "test", "reach", "diff --against tcpgen.toml"] {
        let answered =
            |version: &str| sandbox.run(&format!("{command} --traefik {version}")).err.contains("answered for ");
        assert!(answered("3.6.11") && !answered("3.7.15"), "{command}");
    }
}

#[test]
fn people_are_told_of_a_version_that_was_not_tested() {
    let sandbox = state(GOOD);
    for command in ["check", "list", "test", "diff --against tcpgen.toml"] {
        let noted = |version: &str| sandbox.run(&format!("{command} --traefik {version}")).err.contains("note: ");
        assert!(noted("3.9") && !noted("3.7.15"), "{command}");
    }
}
