//! What the named Traefik does not have yet is reported, and what it has is not.

use super::{PASS, messages, on, route, sides};

const CODE: &str = "not-in-this-version";

/// One message under the code before, with these words and the version that brings it; none after.
fn too_early(before: [&str; 2], after: [&str; 2], text: &str, words: &str) {
    for (version, new) in sides(before, after) {
        let compilation = on(version, text);
        let found = messages(&compilation, CODE);
        if new {
            assert!(found.is_empty(), "{version}: {found:?}");
        } else {
            assert_eq!(found.len(), 1, "{version}: {found:?}");
            assert!(found[0].contains(words) && found[0].contains(version), "{version}: {found:?}");
            assert!(compilation.has_errors());
        }
    }
}

/// A route to a service with these keys, and a servers transport with those.
fn to_server(service: &str, transport: &str) -> String {
    format!(
        "[servers_transports.t]\n{transport}\n[routes.r]\nentry_points = [\"a\"]\n\
         service = {{ name = \"pg\", port = 1, servers_transport = \"t\"{service} }}\n"
    )
}

#[test]
fn settings_of_traefik() {
    let with = |line: &str| format!("[traefik]\n{line}\n{}", route("r", "HostSNI(`*`)", ""));
    let (before, after) = (["3.6.15", "3.7.10"], ["3.7.12", "3.7.15"]);
    too_early(before, after, &with("safe_naming = true"), "`safe_naming` came with Traefik 3.7.12");
    too_early(before, after, &with("default_tls_resources_namespace = \"infra\""), "does not start with it");
    let namespaces = with("cross_provider_namespaces = [\"infra\"]");
    too_early(["3.5.3", "3.6.16"], ["3.6.17", "3.7.15"], &namespaces, "came with Traefik 3.6.17");
    too_early(["3.7.0", "3.7.0"], ["3.7.1", "3.6.24"], &namespaces, "came with Traefik 3.7.1,");
    let syntax = with("default_rule_syntax = \"v2\"");
    too_early(["3.0.0", "2.11.53"], ["3.0.1", "3.7.15"], &syntax, "which ignores it");
}

#[test]
fn default_entry_points() {
    let text = "[entry_points]\na = { port = 1, as_default = true }\n";
    too_early(["2.11.40", "2.11.53"], ["3.0.0", "3.7.15"], text, "`as_default` came with Traefik 3.0.0");
}

#[test]
fn values_of_tls_options() {
    let with = |curve: &str| format!("[tls_options.default]\ncurve_preferences = [\"{curve}\"]\n");
    for curve in ["X25519MLKEM768", "x25519mlkem768"] {
        too_early(["3.0.4", "3.4.3"], ["3.5.0", "3.7.15"], &with(curve), "came with Traefik 3.5.0");
    }
    for curve in ["SecP256r1MLKEM768", "secp384r1mlkem1024"] {
        too_early(["3.6.24", "3.7.6"], ["3.7.7", "3.7.15"], &with(curve), "came with Traefik 3.7.7");
    }
    let tickets = "[tls_options.default]\ndisable_session_tickets = true\n";
    too_early(["3.0.4", "3.3.6"], ["3.4.0", "3.7.15"], tickets, "came with Traefik 3.4.0");
}

#[test]
fn tls_to_a_server() {
    // [crd_service_tls]
    let text = to_server(", tls = true", "tls = { server_name = \"pg\" }");
    too_early(["3.0.4", "3.2.3"], ["3.2.4", "3.7.15"], &text, "the server gets plain TCP");
}

#[test]
fn tls_that_is_not_spoken_cannot_fail() {
    let text = "[routes.r]\nentry_points = [\"a\"]\nservice = { name = \"pg\", port = 1, tls = true }\n";
    for (version, new) in sides(["3.0.4", "3.2.3"], ["3.2.4", "3.7.15"]) {
        assert_eq!(messages(&on(version, text), "backend-tls-without-name").is_empty(), !new, "{version}");
    }
}

#[test]
fn fields_of_servers_transports() {
    let text = to_server(", tls = true", "tls = { server_name = \"pg\", root_cas = [{ secret = \"ca\" }] }");
    too_early(["3.2.4", "3.3.6"], ["3.4.1", "3.7.15"], &text, "came with Traefik 3.4.0");
    too_early(["3.4.0", "3.4.0"], ["3.4.1", "3.4.3"], &text, "cannot be used with the CRDs of Traefik 3.4.0");
    too_early(["3.4.3", "3.5.1"], ["3.5.2", "3.7.15"], &to_server("", "proxy_protocol = 2"), "came with Traefik 3.5.2");
}

#[test]
fn names_of_hosts() {
    let found = |version: &str, rule: &str, code: &str| messages(&on(version, &route("r", rule, PASS)), code);
    for (version, new) in sides(["3.0.4", "3.6.15"], ["3.7.0", "3.7.15"]) {
        let capitals = found(version, "HostSNI(`UP.Test`)", "host-never-sent");
        assert_eq!(capitals.is_empty(), new, "{version}: {capitals:?}");
        assert!(new || capitals[0].contains("from Traefik 3.7.0 on case does not count"), "{capitals:?}");
        let wildcard = found(version, "HostSNI(`*.w.test`)", "wildcard-needs-v3-7");
        assert_eq!(wildcard.is_empty(), new, "{version}: {wildcard:?}");
        let dots = found(version, "HostSNI(`x.test..`)", "host-never-sent");
        assert!(dots[0].contains(if new { "no empty part" } else { "cuts one of its dots" }), "{version}: {dots:?}");
    }
    for (version, new) in sides(["3.0.4", "3.3.4"], ["3.3.5", "3.7.15"]) {
        let underscore = found(version, "HostSNI(`a_b.test`)", "invalid-host");
        assert_eq!(underscore.is_empty(), new, "{version}: {underscore:?}");
        assert!(new || underscore[0].contains("came with Traefik 3.3.5"), "{underscore:?}");
    }
}

#[test]
fn a_negated_name_without_tls() {
    for (version, new) in sides(["3.0.4", "3.7.12"], ["3.7.13", "3.7.15"]) {
        let found = messages(&on(version, &route("r", "!HostSNI(`x.test`)", "")), "sni-without-tls");
        assert_eq!(found.is_empty(), new, "{version}: {found:?}");
        assert!(new || found[0].contains("from Traefik 3.7.13 on a negated name does not count"), "{found:?}");
    }
}

#[test]
fn a_negative_weight() {
    // [weight_negative]
    let text = "[routes.r]\nentry_points = [\"a\"]\nservice = { name = \"pg\", port = 1, weight = -1 }\n";
    for (version, new) in sides(["3.6.15", "3.7.10"], ["3.7.12", "3.7.15"]) {
        let found = messages(&on(version, text), "invalid-weight");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].contains("one of its cores spin for ever"), !new, "{version}: {found:?}");
    }
}
