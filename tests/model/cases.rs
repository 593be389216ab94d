//! Inputs on which `check` and the routing decision once contradicted each other.

use tcpgen::Compilation;
use tcpgen::diagnostic::{Diagnostic, Severity};
use tcpgen::routing::{Connection, Decision};

use crate::model::compiled;

/// The codes of what was found, in the order of the files.
fn codes(compilation: &Compilation) -> Vec<&'static str> {
    compilation.diagnostics.iter().map(|found| found.code.name).collect()
}

fn found<'c>(compilation: &'c Compilation, code: &str) -> &'c Diagnostic {
    let of_code = compilation.diagnostics.iter().find(|found| found.code.name == code);
    of_code.unwrap_or_else(|| panic!("no {code} in {:?}", codes(compilation)))
}

fn plain(compilation: &Compilation, entry_point: &str) -> Decision {
    compilation.table.decide(&Connection::plain(entry_point, "10.1.2.3".parse().unwrap()))
}

/// An IngressRouteTCP on `pg` with these lines in its only rule, and these in its spec.
fn manifest(name: &str, rule: &str, spec: &str) -> String {
    format!(
        "---\napiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: {{ name: {name}, namespace: default }}\n\
         spec:\n  entryPoints: [pg]\n  routes:\n  - match: HostSNI(`*`)\n    services: [{{ name: s, port: 5432 }}]\n{rule}{spec}"
    )
}

const MIDDLEWARE: &str = "---\napiVersion: traefik.io/v1alpha1\nkind: MiddlewareTCP\nmetadata: { name: office, namespace: default }\n\
                          spec: { ipAllowList: { sourceRange: [10.0.0.0/8] } }\n";

#[test]
fn a_middleware_of_a_manifest_is_known_to_a_state_file() {
    let state = "[routes.pg]\nentry_points = ['pg']\nservice = 's:5432'\nmiddlewares = ['office']\n";
    let compilation = compiled(&[("s.toml", state), ("m.yaml", MIDDLEWARE)]);
    assert_eq!(codes(&compilation), [""; 0]);
    assert_eq!(plain(&compilation, "pg").middlewares, ["default/office"]);
}

#[test]
fn an_allow_covers_what_a_manifest_brings_about() {
    let state = "[routes.pg]\nentry_points = ['pg']\nservice = 's:5432'\n\
                 allow = [{ code = 'plain-catch-all-conflict', reason = 'one of two' }]\n";
    let other = manifest("zz", "    priority: 5\n", "");
    let compilation = compiled(&[("s.toml", state), ("r.yaml", &other)]);
    assert_eq!(codes(&compilation), [""; 0]);
}

#[test]
fn a_disabled_tls_router_makes_nobody_wait() {
    let state = "[routes.my]\nentry_points = ['db']\nservice = 'mysql:3306'\nprotocol = 'mysql'\n\
                 [routes.tls]\nentry_points = ['db']\nservice = 's:1'\nsni = 'a.b'\ntls = 'passthrough'\nmiddlewares = ['nope']\n";
    let compilation = compiled(&[("s.toml", state)]);
    assert_eq!(codes(&compilation), ["guard-fails-open"]);
    assert!(!plain(&compilation, "db").waits_for_client);
}

#[test]
fn a_router_that_does_not_serve_conflicts_with_none() {
    for broken in [
        "middlewares = ['bad']\n[middlewares.bad]\nip_allow_list = ['10.0.0.0/33']\n",
        "ingress_class_name = 'other'\n",
    ] {
        let state = format!(
            "[routes.a]\nentry_points = ['pg']\nservice = 's:5432'\n[routes.b]\nentry_points = ['pg']\nservice = 't:5432'\n{broken}"
        );
        let compilation = compiled(&[("s.toml", &state)]);
        assert!(!codes(&compilation).contains(&"plain-catch-all-conflict"), "{:?}", codes(&compilation));
        assert_eq!(plain(&compilation, "pg").router.unwrap().name, "a");
    }
}

#[test]
fn an_object_of_v2s_group_is_reported_and_not_judged_as_v3() {
    let template =
        manifest("r", "", "  tls: {}\n").replace("HostSNI(`*`)", "HostSNIRegexp(`{sub:[a-z]+}.example.com`)");
    let text = &template.replace("traefik.io", "traefik.containo.us");
    let compilation = compiled(&[("r.yaml", text)]);
    assert_eq!(codes(&compilation), ["old-api-group"]);
    assert_eq!(compilation.diagnostics[0].severity, Severity::Warning);
    assert!(plain(&compilation, "pg").disabled[0].message.contains("traefik.containo.us"));
}

#[test]
fn a_class_that_no_traefik_serves_is_reported() {
    let state = "[routes.a]\nentry_points = ['pg']\nservice = 's:5432'\ningress_class_name = 'x'\n";
    let compilation = compiled(&[("s.toml", state)]);
    assert_eq!(codes(&compilation), ["ingress-class-mismatch"]);
    assert!(plain(&compilation, "pg").disabled[0].message.contains("ingress class `x`"));
    // Before 3.7 the field does not exist, and the annotation alone counts.
    let old = format!("[traefik]\nversion = '3.6'\n{state}");
    let compilation = compiled(&[("s.toml", &old)]);
    assert_eq!(codes(&compilation), ["not-in-this-version"]);
    assert!(plain(&compilation, "pg").disabled.is_empty());
}

#[test]
fn entry_points_of_a_state_file_hold_for_manifests() {
    let route = manifest("r", "", "").replace("[pg]", "[postgres]");
    let compilation = compiled(&[("s.toml", "[entry_points]\npostgresql = 5432\n"), ("r.yaml", &route)]);
    assert_eq!(codes(&compilation), ["unknown-entry-point"]);
    let decision = plain(&compilation, "postgres");
    assert_eq!(decision.disabled[0].router.name, "r");
    assert!(decision.router.is_none());
}

#[test]
fn one_document_that_cannot_be_read_hides_no_other() {
    let template = "---\nkind: {{ .Values.kind }}\napiVersion: [\n";
    let wrong_type = manifest("late", "    services: [{ name: s, port: 5432, terminationDelay: 35m }]\n", "")
        .replace("    services: [{ name: s, port: 5432 }]\n", "");
    let conflict = manifest("a", "", "") + &manifest("b", "", "");
    for broken in [template, wrong_type.as_str()] {
        let compilation = compiled(&[("a.yaml", &conflict), ("b.yaml", broken)]);
        assert!(codes(&compilation).contains(&"plain-catch-all-conflict"), "{:?}", codes(&compilation));
        assert!(compilation.has_errors());
        assert_eq!(plain(&compilation, "pg").contenders.len(), 2);
    }
}

#[test]
fn an_object_in_a_namespace_that_cannot_exist_serves_nothing() {
    let route = manifest("r", "", "").replace("namespace: default", "namespace: webdb-NS");
    let compilation = compiled(&[("r.yaml", &route)]);
    assert_eq!(codes(&compilation), ["invalid-namespace"]);
    let decision = plain(&compilation, "pg");
    assert!(decision.router.is_none());
    assert_eq!(decision.disabled[0].router.name, "r");
}

#[test]
fn a_v2_wildcard_does_not_hide_a_missing_tls() {
    let state =
        "[traefik]\nversion = '3.6'\n[routes.r]\nentry_points = ['pg']\nservice = 's:5432'\nsni = '*.example.com'\n";
    let compilation = compiled(&[("s.toml", state)]);
    assert_eq!(codes(&compilation), ["sni-without-tls", "wildcard-needs-v3-7"]);
    let template =
        "[routes.r]\nentry_points = ['pg']\nservice = 's:5432'\nmatch = 'HostSNI(`{sub:[a-z]+}.example.com`)'\n";
    let compilation = compiled(&[("s.toml", template)]);
    assert_eq!(codes(&compilation), ["invalid-host", "sni-without-tls"]);
}

#[test]
fn a_route_without_rules_is_refused() {
    let text = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: r, namespace: default }\n\
                spec: { entryPoints: [pg] }\n";
    let compilation = compiled(&[("r.yaml", text)]);
    assert_eq!(codes(&compilation), ["invalid-manifest"]);
    assert!(compilation.has_errors());
    let compilation = compiled(&[("s.toml", "[routes.r]\nentry_points = ['pg']\nrules = []\n")]);
    // An empty list is what the schema asks for.
    assert_eq!(found(&compilation, "no-rules").severity, Severity::Warning);
}

#[test]
fn a_field_that_kubectl_refuses_is_an_error() {
    for (rule, spec) in [("    kind: Rule\n", ""), ("", "  nonsense: 1\n")] {
        let compilation = compiled(&[("r.yaml", &manifest("r", rule, spec))]);
        assert_eq!(codes(&compilation), ["manifest-unknown-field"]);
        assert!(compilation.has_errors(), "{rule}{spec}");
    }
}
