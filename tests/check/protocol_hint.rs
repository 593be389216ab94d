//! The usual port of a protocol is a hint where nothing names the protocol: a message that rests on it names the port, and
//! a `protocol` that is written goes before it.

use tcpgen::diagnostic::Diagnostic;
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

fn found(name: &str, text: &str) -> Vec<Diagnostic> {
    compile(&Sources::single(name, text), &Options::default()).diagnostics
}

fn one<'d>(found: &'d [Diagnostic], code: &str) -> &'d Diagnostic {
    let mut of_code = found.iter().filter(|found| found.code.name == code);
    let first = of_code.next().unwrap_or_else(|| panic!("no {code}: {found:#?}"));
    assert!(of_code.next().is_none(), "{code} twice: {found:#?}");
    first
}

fn manifest(rule: &str, port: &str, tls: &str) -> String {
    format!(
        "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata:\n  name: a\nspec:\n  entryPoints: [tcp]\n  \
         routes:\n  - match: {rule}\n    services:\n    - name: s\n      port: {port}\n{tls}"
    )
}

#[test]
fn a_certificate_for_port_3306_is_reported_as_a_guess() {
    let text = manifest("HostSNI(`mysql.example.com`)", "3306", "  tls:\n    secretName: mysql-tls\n");
    let found = found("m.yaml", &text);
    let found = one(&found, "protocol-cannot-sni");
    assert!(found.message.starts_with("port 3306 is the usual one of MySQL; if this is MySQL, "), "{}", found.message);
    assert_eq!(
        found.help.as_deref(),
        Some(
            "take `spec.tls` and server names out, give the route an entry point of its own, and let the server do TLS"
        )
    );
}

#[test]
fn sni_without_tls_offers_no_tls_to_clients_that_do_not_begin_with_it() {
    let named =
        "[routes.git]\nentry_points = ['ssh']\nsni = 'git.example.com'\nservice = 'git:2222'\nprotocol = 'ssh'\n";
    let named = found("s.toml", named);
    let named = one(&named, "sni-without-tls");
    assert_eq!(
        named.help.as_deref(),
        Some(
            "clients of SSH send no server name to Traefik: let them in with `sni = \"*\"`, on an entry point of its own"
        )
    );
    let titles: Vec<_> = named.fixes.iter().map(|fix| fix.title.as_str()).collect();
    assert_eq!(titles, ["let every client in: HostSNI(`*`)"]);

    let hinted = found("m.yaml", &manifest("HostSNI(`git.example.com`)", "22", ""));
    let help = one(&hinted, "sni-without-tls").help.as_deref();
    assert_eq!(
        help,
        Some(
            "port 22 is the usual one of SSH; if this is SSH, clients of SSH send no server name to Traefik: let them in \
             with HostSNI(`*`), on an entry point of its own"
        )
    );

    let redis = found("m.yaml", &manifest("HostSNI(`redis.example.com`)", "6379", ""));
    let help = one(&redis, "sni-without-tls").help.as_deref();
    assert_eq!(
        help,
        Some(
            "terminate TLS here with `spec.tls.secretName: \"...\"`, pass it through with `spec.tls.passthrough: true`, or \
             admit plain clients with HostSNI(`*`)"
        )
    );
}

#[test]
fn a_protocol_that_is_named_goes_before_the_port() {
    let state = |protocol: &str| {
        let text = format!(
            "[routes.a]\nentry_points = ['tcp']\nsni = 'a.example.com'\nservice = 's:3306'\ntls = 'passthrough'\n{protocol}"
        );
        found("s.toml", &text)
    };
    one(&state(""), "protocol-cannot-sni");
    assert_eq!(state("protocol = 'http'"), []);
    let named = state("protocol = 'mysql'");
    let message = &one(&named, "protocol-cannot-sni").message;
    assert!(message.starts_with("clients of MySQL do not begin with TLS"), "{message}");
}

#[test]
fn ports_that_disagree_give_nothing_away() {
    let text = "[entry_points]\ntcp = 5432\n[routes.a]\nentry_points = ['tcp']\nsni = 'a.example.com'\nservice = 's:3306'\n\
                tls = 'passthrough'\n";
    assert_eq!(found("s.toml", text), []);
    let named_port = manifest("HostSNI(`a.example.com`)", "mysql", "  tls:\n    passthrough: true\n");
    assert_eq!(found("m.yaml", &named_port), []);
}

#[test]
fn the_port_of_a_server_is_not_the_one_of_its_clients_where_traefik_ends_tls() {
    // LDAPS in Traefik before a server on 389; handed on, the same clients speak to port 389 itself.
    for (tls, codes) in [("secretName: a", &[][..]), ("passthrough: true", &["protocol-cannot-sni"])] {
        let text = manifest("HostSNI(`a.example.com`)", "389", &format!("  tls:\n    {tls}\n"));
        let got: Vec<_> = found("m.yaml", &text).iter().map(|found| found.code.name).collect();
        assert_eq!(got, codes, "{tls}");
    }
}

#[test]
fn what_only_some_clients_of_a_protocol_do_needs_its_name() {
    let text = manifest("HostSNI(`redis.example.com`)", "6379", "  tls:\n    passthrough: true\n");
    assert_eq!(found("m.yaml", &text), []);
}

#[test]
fn a_hint_replaces_a_finding_and_never_silences_one() {
    let beside_tls = |port: u16| {
        let plain = manifest("HostSNI(`*`)", &port.to_string(), "");
        let tls = manifest("HostSNI(`b.example.com`)", "9443", "  tls:\n    passthrough: true\n");
        let text = format!("{plain}---\n{}", tls.replace("name: a\n", "name: b\n"));
        found("m.yaml", &text).iter().map(|found| found.code.name).collect::<Vec<_>>()
    };
    assert_eq!(beside_tls(9000), ["mixed-plain-and-tls"]);
    assert_eq!(beside_tls(6379), ["mixed-plain-and-tls"]);
    assert_eq!(beside_tls(3306), ["server-first-behind-peek"]);
    assert_eq!(beside_tls(5432), ["postgres-mixed-entry-point"]);
}
