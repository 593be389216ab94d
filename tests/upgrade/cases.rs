//! Each kind of change once.

use serde_json::{Value, json};

use super::{causes, of, upgrade};

/// A route on entry point `a` with this rule.
fn route(name: &str, rule: &str, more: &str) -> String {
    format!("[routes.{name}]\nentry_points = [\"a\"]\nmatch = '''{rule}'''\n{more}\n")
}

const PASS: &str = "service = \"s1:1\"\ntls = \"passthrough\"";
const STAR: &str = "[routes.star]\nentry_points = [\"a\"]\nservice = \"s2:1\"\ntls = \"passthrough\"\n";

/// The service, or the outcome, of one side of the connection that is shown.
fn end(connection: &Value, side: &str) -> String {
    let ending = &connection[side];
    let service = ending["servers"][0]["service"].as_str();
    service.or(ending["outcome"].as_str()).unwrap().to_owned()
}

/// That `text` has a difference by `id` alone on the way up, and the same one in the other direction.
#[track_caller]
fn both_ways(text: &str, id: &str, from: &str, to: &str) -> Value {
    let up = upgrade(text, from, to);
    assert_eq!(up["different"], true);
    let (there, down) = (of(&up, id).clone(), upgrade(text, to, from));
    let back = of(&down, id);
    assert_eq!([&there["before"], &there["after"]], [&back["after"], &back["before"]]);
    assert!(there["link"].as_str().unwrap().ends_with(&format!("docs/traefik-versions.md#{id}")));
    let sides = |row: &Value, old: &str, new: &str| -> Vec<Value> {
        row["routers"].as_array().unwrap().iter().map(|it| json!([it["router"], it[old], it[new]])).collect()
    };
    assert_eq!(sides(&there, "old", "new"), sides(back, "new", "old"));
    there
}

/// As [`both_ways`], and the first connection that is shown goes from here to there.
#[track_caller]
fn moves(text: &str, id: &str, [from, to]: [&str; 2], [old, new]: [&str; 2]) -> Value {
    let row = both_ways(text, id, from, to);
    let first = &row["connections"][0];
    assert_eq!([end(first, "old"), end(first, "new")], [old, new].map(str::to_owned), "{first:#}");
    row
}

#[test]
fn rules() {
    let capitals = STAR.to_owned() + &route("r", "HostSNI(`UP.Test`)", PASS);
    let row = moves(&capitals, "caseless-hosts", ["3.6.15", "3.7.15"], ["default/s2", "default/s1"]);
    assert_eq!(row["connections"][0]["connection"]["sni"], "up.test");
    assert_eq!(row["routers"], json!([]), "the router is enabled on both sides");
    let wildcard = STAR.to_owned() + &route("r", "HostSNI(`*.w.test`)", PASS);
    let row = moves(&wildcard, "wildcard-hosts", ["3.6.15", "3.7.0"], ["default/s2", "default/s1"]);
    assert_eq!([&row["routers"][0]["old"]["status"], &row["routers"][0]["new"]["status"]], ["disabled", "enabled"]);
    let underscore = STAR.to_owned() + &route("r", "HostSNI(`a_b.test`)", PASS);
    moves(&underscore, "underscore-hosts", ["3.3.4", "3.3.5"], ["default/s2", "default/s1"]);
    let negated = route("r", "!HostSNI(`x.test`)", "service = \"s1:1\"");
    moves(&negated, "negated-hosts-left-out", ["3.7.12", "3.7.13"], ["http", "default/s1"]);
    let syntax =
        format!("[traefik]\ndefault_rule_syntax = \"v2\"\n{STAR}{}", route("r", "HostSNI(`a.test`, `b.test`)", PASS));
    both_ways(&syntax, "default-rule-syntax", "3.0.0", "3.0.4");
}

#[test]
fn first_bytes() {
    let named = STAR.to_owned() + &route("r", "HostSNI(`x.test`)", PASS);
    let hello = |id: &str, old: &str, new: &str, ends: [&str; 2], form: &str| {
        let row = moves(&named, id, [old, new], ends);
        assert_eq!(row["connections"][0]["connection"]["hello"], form);
    };
    hello("fragmented-hello-read", "3.6.10", "3.6.11", ["default/s2", "default/s1"], "fragmented");
    hello("unreadable-hello-closed", "3.6.10", "3.6.11", ["default/s2", "closed"], "unreadable");
    hello("unfinished-hello-closed", "3.6.8", "3.6.9", ["default/s2", "closed"], "unfinished");
    hello("overlong-record-closed", "3.6.8", "3.6.9", ["default/s2", "closed"], "overlong");
    let row = moves(&named, "acme-needs-resolver", ["3.0.4", "3.2.0"], ["closed", "default/s2"]);
    assert_eq!(row["connections"][0]["connection"]["alpn"], json!(["acme-tls/1"]));
}

#[test]
fn postgres_is_broken_in_one_patch_alone() {
    let state = route("r", "HostSNI(`x.test`)", PASS);
    for (from, to, ends) in
        [("3.6.10", "3.6.11", ["default/s1", "closed"]), ("3.6.11", "3.6.12", ["closed", "default/s1"])]
    {
        let row = both_ways(&state, "postgres-broken", from, to);
        let named = |it: &&Value| it["connection"]["sni"] == "x.test" && it["connection"]["postgres"] == true;
        let shown = row["connections"].as_array().unwrap().iter().find(named).unwrap();
        assert_eq!([end(shown, "old"), end(shown, "new")], ends);
    }
    let over_it = upgrade(&state, "3.6.10", "3.6.12");
    assert!(!causes(&over_it).contains(&"postgres-broken".to_owned()));
}

#[test]
fn tls_options() {
    let with = |line: &str| {
        format!(
            "[tls_options.o]\n{line}\n{}",
            route("r", "HostSNI(`x.test`)", "service = \"s1:1\"\ntls = { options = \"o\" }")
        )
    };
    let curve = with("curve_preferences = [\"X25519MLKEM768\"]");
    moves(&curve, "mlkem-curve", ["3.4.3", "3.5.3"], ["closed", "default/s1"]);
    let curve = with("curve_preferences = [\"SecP256r1MLKEM768\"]");
    moves(&curve, "secp-mlkem-curves", ["3.7.6", "3.7.7"], ["closed", "default/s1"]);
    let row = both_ways(&with("alpn_protocols = []"), "empty-alpn-speaks-none", "3.1.0", "3.1.1");
    let offers = |it: &Value| it["connection"]["alpn"] == json!(["any-other"]);
    let shown = row["connections"].as_array().unwrap().iter().find(|it| offers(it)).unwrap();
    assert_eq!([end(shown, "old"), end(shown, "new")], ["closed", "default/s1"]);
    let row = both_ways(&with("disable_session_tickets = true"), "session-tickets-switch", "3.3.6", "3.4.3");
    assert_eq!(row["written"][0]["what"], "`disableSessionTickets` of TLSOption `default/o`");
}

#[test]
fn what_servers_see() {
    let to = |service: &str, transport: &str| {
        let service = format!("service = {{ name = \"pg\", port = 1, servers_transport = \"t\"{service} }}");
        format!("[servers_transports.t]\n{transport}\n{}", route("r", "HostSNI(`*`)", &service))
    };
    let server = |row: &Value, side: &str| row["connections"][0][side]["servers"][0].clone();
    let row = both_ways(&to(", tls = true", "tls = { server_name = \"pg\" }"), "service-tls", "3.2.3", "3.2.4");
    assert_eq!([&server(&row, "old")["tls"], &server(&row, "new")["tls"]], [false, true]);
    assert_eq!(row["routers"][0]["router"], "default/r");
    let row = both_ways(&to("", "proxy_protocol = 2"), "transport-proxy-protocol", "3.5.1", "3.5.3");
    assert_eq!(
        [&server(&row, "old")["proxy_protocol"], &server(&row, "new")["proxy_protocol"]],
        [&json!(null), &json!(2)]
    );
    let service = route("r", "HostSNI(`*`)", "service = { name = \"pg\", port = 1, proxy_protocol = 1 }");
    let row = both_ways(&service, "proxy-header-of-traefik", "3.5.1", "3.5.2");
    assert_eq!(server(&row, "new")["own_addresses"], true);
    let row = both_ways(&to("", "tls = { root_cas = [{ secret = \"ca\" }] }"), "root-cas-refused", "3.4.0", "3.4.1");
    assert!(row["written"][0]["what"].as_str().unwrap().contains("tls.rootCAs"));
    let nodes = route("r", "HostSNI(`*`)", "service = { name = \"pg\", port = 1, node_port_lb = true }");
    both_ways(&nodes, "node-port-lb", "3.0.4", "3.1.7");
}

#[test]
fn weights_and_proxy_versions_disable_routers() {
    let weight = "[[routes.r.rules]]\nmatch = 'HostSNI(`*`)'\nservices = [{ name = \"a\", port = 1, weight = -1 }, { name = \"b\", port = 1 }]\n";
    let weight = format!("[routes.r]\nentry_points = [\"a\"]\n{weight}");
    let row = both_ways(&weight, "negative-weight-disables", "3.7.10", "3.7.12");
    assert_eq!([&row["routers"][0]["old"]["status"], &row["routers"][0]["new"]["status"]], ["enabled", "disabled"]);
    let version = route("r", "HostSNI(`*`)", "service = { name = \"pg\", port = 1, proxy_protocol = 9 }");
    let row = both_ways(&version, "proxy-version-disables", "3.5.1", "3.5.3");
    assert_eq!(row["routers"][0]["new"]["errors"], json!(["unknown proxyProtocol version: 9"]));
    let missing = route("r", "HostSNI(`*`)", "service = { name = \"pg\", port = 1, servers_transport = \"no\" }");
    let row = both_ways(&missing, "missing-transport-words", "3.5.1", "3.5.3");
    assert_eq!(row["connections"], json!([]), "only the words change");
}

#[test]
fn https_hosts_and_ingress_classes() {
    let host = |host: &str| format!("[entry_points]\na = {{ port = 1, http_hosts = [\"{host}\"] }}\n{STAR}");
    moves(&host("*.w.test"), "https-wildcard-hosts", ["3.6.15", "3.7.0"], ["default/s2", "http"]);
    moves(&host("a_b.test"), "https-underscore-hosts", ["3.3.4", "3.3.5"], ["default/s2", "http"]);
    let class = format!("[traefik]\ningress_class_name = \"internal\"\n{STAR}ingress_class_name = \"internal\"\n");
    let row = moves(&class, "ingress-class-field", ["3.6.15", "3.7.15"], ["http", "default/s2"]);
    assert_eq!([&row["routers"][0]["old"]["status"], &row["routers"][0]["new"]["status"]], ["absent", "enabled"]);
}

#[test]
fn references() {
    let state =
        route("r", "HostSNI(`x.test`)", "service = \"s1:1\"\ntls = { options = \"o.p\" }") + "[tls_options.\"o.p\"]\n";
    moves(&state, "option-names-normalized", ["3.7.0", "3.7.1"], ["default/s1", "closed"]);
    let foreign = route("r", "HostSNI(`x.test`)", "service = \"s1:1\"\ntls = { options = \"o@file\" }");
    let row = both_ways(&foreign, "foreign-options-allowed", "3.7.0", "3.7.1");
    assert_eq!(row["routers"][0]["old"]["status"], "absent");
}

#[test]
fn settings_that_keep_traefik_from_starting() {
    let with = |line: &str| format!("[traefik]\n{line}\n{STAR}");
    for (line, id, from, to) in [
        ("safe_naming = true", "safe-naming", "3.7.10", "3.7.12"),
        ("cross_provider_namespaces = [\"default\"]", "cross-provider-namespaces", "3.6.16", "3.6.17"),
        ("default_tls_resources_namespace = \"default\"", "default-tls-namespace", "3.7.10", "3.7.12"),
    ] {
        let row = both_ways(&with(line), id, from, to);
        let key = line.split(' ').next().unwrap();
        assert_eq!(row["written"][0]["what"], format!("`{key}`"));
        assert_eq!(row["written"][0]["start"]["line"], 2);
        assert!(row["before"].as_str().unwrap().contains("does not start"));
        let answer = upgrade(&with(line), to, from);
        assert_eq!(answer["diagnostics"]["new"][0]["code"], "not-in-this-version");
    }
}

#[test]
fn fields_disappear_on_the_way_down_and_appear_on_the_way_up() {
    let text = format!("{STAR}ingress_class_name = \"x\"\n");
    let down = upgrade(&text, "3.7.15", "3.6.15");
    assert_eq!(down["diagnostics"]["new"][0]["code"], "not-in-this-version");
    let up = upgrade(&text, "3.6.15", "3.7.15");
    assert_eq!(up["diagnostics"]["fixed"][0]["code"], "not-in-this-version");
    // `peerCertSANs` is in neither, and messages that name their version are still the same ones.
    let neither = format!(
        "[servers_transports.t]\ntls = {{ server_name = \"x\", peer_cert_sans = [{{ type = \"DNSName\", value = \"x\" }}] }}\n{STAR}"
    );
    let answer = upgrade(&neither, "3.6.14", "3.6.15");
    assert_eq!(answer["different"], false, "{answer:#}");
}

#[test]
fn two_changes_that_only_together_do_something() {
    let state = STAR.to_owned() + &route("r", "HostSNI(`UP.Test`)", PASS);
    let answer = upgrade(&state, "3.6.10", "3.7.15");
    let both: Vec<String> = causes(&answer).into_iter().filter(|cause| cause.contains('+')).collect();
    assert_eq!(both, ["caseless-hosts+fragmented-hello-read"]);
}

#[test]
fn plain_states_are_the_same_everywhere() {
    let state = "[entry_points]\na = 1\n[middlewares.m]\nip_allow_list = [\"10.0.0.0/8\"]\n\
                 [routes.r]\nentry_points = [\"a\"]\nservice = \"s1:1\"\nmiddlewares = [\"m\"]\n";
    for (from, to) in [("3.0.4", "3.7.15"), ("3.7.15", "3.4.3"), ("3.6.11", "3.6.11")] {
        let answer = upgrade(state, from, to);
        assert_eq!(answer["changes"], json!([]), "{from} {to}: {answer:#}");
        assert_eq!(answer["different"], false);
        assert_eq!(answer["others"].as_array().unwrap().is_empty(), from == to);
    }
}

#[test]
fn traefik_3_does_not_read_objects_of_traefik_2() {
    let yaml = "apiVersion: traefik.containo.us/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: r }\n\
                spec: { entryPoints: [a], routes: [{ match: 'HostSNI(`*`)', services: [{ name: s1, port: 1 }] }] }\n";
    let subject =
        tcpgen::question::Subject::new(tcpgen::source::Sources::single("r.yaml", yaml), tcpgen::Options::default());
    let answer = serde_json::to_value(super::asked(&subject, "2.11", "3.0")).unwrap();
    let row = of(&answer, "objects");
    assert_eq!([&row["routers"][0]["old"]["status"], &row["routers"][0]["new"]["status"]], ["enabled", "absent"]);
    assert_eq!(end(&row["connections"][0], "old"), "default/s1");
}
