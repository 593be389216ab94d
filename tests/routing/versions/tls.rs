use tcpgen::routing::{Cause, ClientHello, Connection, TlsVersion};

use super::{at, named, to_x};
use crate::routing::world::{TERMINATE, World, ip, route, tls};

/// A route that ends TLS for `x.test` with options of its own.
fn options(options: &str) -> String {
    format!("[tls_options.o]\n{options}\n{}", route("r", "HostSNI(`x.test`)", "tls = { options = \"o\" }"))
}

/// A route that ends TLS for `x.test`, and default options.
fn defaults(options: &str) -> String {
    format!("[tls_options.default]\n{options}\n{}", route("r", "HostSNI(`x.test`)", TERMINATE))
}

fn with_hello(connection: Connection, change: impl FnOnce(&mut ClientHello)) -> Connection {
    let mut connection = connection;
    change(connection.tls.get_or_insert_default());
    connection
}

fn speaking(connection: Connection, version: TlsVersion) -> Connection {
    with_hello(connection, |hello| hello.version = Some(version))
}

fn showing(connection: Connection, certificate: bool) -> Connection {
    with_hello(connection, |hello| hello.certificate = Some(certificate))
}

#[test]
fn post_quantum_curves_came_one_after_the_other() {
    // [tls_options_curve_mlkem]
    for (curve, old, new) in [
        ("X25519MLKEM768", "3.4.3", "3.5.1"),
        ("x25519mlkem768", "3.4.3", "3.5.1"),
        ("SecP256r1MLKEM768", "3.7.6", "3.7.9"),
        ("secp384r1mlkem1024", "3.7.6", "3.7.9"),
    ] {
        let text = options(&format!("curve_preferences = [\"{curve}\"]"));
        let before = at(old, &text);
        assert_eq!(named(&before, "x.test"), "closed: broken-tls-options", "{curve}");
        let error = format!("building TLS config: invalid CurveID in curvePreferences: {curve}");
        assert_eq!(before.status("r"), ("disabled", vec![error]));
        assert_eq!(named(&at(new, &text), "x.test"), "r", "{curve}");
    }
}

#[test]
fn an_empty_list_of_protocols_speaks_none_from_3_1_1_on() {
    // [crd_option_empty_alpn]
    let text = options("alpn_protocols = []");
    let deed = |version: &str, alpn: &str| at(version, &text).alpn("x.test", &[alpn]).outcome.name();
    assert_eq!((deed("3.0.4", "foo"), deed("3.0.4", "h2")), ("closed", "forwarded"));
    assert_eq!((deed("3.2.0", "foo"), deed("3.2.0", "h2")), ("forwarded", "forwarded"));
}

#[test]
fn an_empty_list_of_cipher_suites_refuses_tls_1_2_and_one_of_curves_does_nothing() {
    // [crd_option_empty_ciphers]
    let world = at("3.7.15", &options("cipher_suites = []"));
    assert_eq!(world.ask(&speaking(to_x(), TlsVersion::V1_2)).cause, Cause::NoCipherSuite);
    assert_eq!(world.ask(&speaking(to_x(), TlsVersion::V1_3)).cause, Cause::Forwarded);
    assert_eq!(world.ask(&to_x()).cause, Cause::Forwarded);
    let world = at("3.7.15", &options("cipher_suites = []\nmax_version = \"VersionTLS12\""));
    assert_eq!(world.ask(&to_x()).cause, Cause::NoCipherSuite);
    let world = at("3.7.15", &options("curve_preferences = []"));
    assert_eq!(world.ask(&speaking(to_x(), TlsVersion::V1_2)).cause, Cause::Forwarded);
}

#[test]
fn the_version_that_a_client_speaks_decides() {
    // [tls_options_misc]
    let cause = |written: &str, version| at("3.7.15", &options(written)).ask(&speaking(to_x(), version)).cause;
    assert_eq!(cause("min_version = \"VersionTLS13\"", TlsVersion::V1_2), Cause::TlsVersion);
    assert_eq!(cause("min_version = \"VersionTLS13\"", TlsVersion::V1_3), Cause::Forwarded);
    assert_eq!(cause("max_version = \"VersionTLS12\"", TlsVersion::V1_3), Cause::TlsVersion);
    assert_eq!(cause("max_version = \"VersionTLS12\"", TlsVersion::V1_2), Cause::Forwarded);
    // Whoever speaks both gets through, and is told of the one.
    let decision = at("3.7.15", &options("min_version = \"VersionTLS13\"")).ask(&to_x());
    assert_eq!(decision.cause, Cause::Forwarded);
    assert!(decision.notes.iter().any(|note| note == "the TLS options ask for TLS 1.3"), "{:?}", decision.notes);
    let reversed = options("min_version = \"VersionTLS13\"\nmax_version = \"VersionTLS12\"");
    assert_eq!(at("3.7.15", &reversed).ask(&to_x()).cause, Cause::TlsVersion);
}

#[test]
fn a_client_without_the_certificate_that_is_asked_for_is_refused() {
    let text = options("client_auth = { client_auth_type = \"RequireAnyClientCert\" }");
    let world = at("3.7.15", &text);
    assert_eq!(world.ask(&showing(to_x(), false)).cause, Cause::NoClientCertificate);
    assert_eq!(world.ask(&showing(to_x(), true)).cause, Cause::Forwarded);
    let unsaid = world.ask(&to_x());
    assert_eq!(unsaid.cause, Cause::Forwarded);
    assert!(unsaid.notes.iter().any(|note| note.contains("client certificate")), "{:?}", unsaid.notes);
}

#[test]
fn default_options_refuse_clients_that_no_router_takes() {
    // [tls_options_default_strict]
    let stranger = || tls("127.0.0.1", "y.test");
    let cause = |text: &str, connection: &Connection| at("3.7.15", text).ask(connection).cause;
    let strict = defaults("sni_strict = true");
    assert_eq!(cause(&strict, &stranger()), Cause::NoCertificate);
    assert_eq!(cause(&strict, &Connection::tls_without_sni("a", ip("127.0.0.1"))), Cause::NoCertificate);
    let certificate = defaults("client_auth = { client_auth_type = \"RequireAnyClientCert\" }");
    assert_eq!(cause(&certificate, &stranger()), Cause::NoClientCertificate);
    assert_eq!(cause(&certificate, &showing(stranger(), true)), Cause::NoRouter);
    let newest = defaults("min_version = \"VersionTLS13\"");
    assert_eq!(cause(&newest, &speaking(stranger(), TlsVersion::V1_2)), Cause::TlsVersion);
    assert_eq!(cause(&newest, &stranger()), Cause::NoRouter);
}

#[test]
fn what_a_client_does_not_say_is_not_in_its_json() {
    let world = World::of(&options("min_version = \"VersionTLS13\""));
    assert_eq!(world.ask(&to_x()).cause, Cause::Forwarded);
    let json = serde_json::to_value(to_x()).unwrap();
    assert!(json.get("tls_version").is_none() && json.get("client_cert").is_none() && json.get("hello").is_none());
    let json = serde_json::to_value(showing(speaking(to_x(), TlsVersion::V1_2), false)).unwrap();
    assert_eq!((json["tls_version"].as_str(), json["client_cert"].as_bool()), (Some("1.2"), Some(false)));
}
