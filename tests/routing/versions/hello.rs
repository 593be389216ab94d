use tcpgen::routing::{Cause, Connection, HelloForm};

use super::{at, plain, to_x};
use crate::routing::world::{PASS, TERMINATE, deed, ip, route};

/// A route that passes `x.test` through, and one of each kind for everybody.
fn three() -> String {
    route("x", "HostSNI(`x.test`)", PASS) + &route("all", "HostSNI(`*`)", PASS) + &route("plain", "HostSNI(`*`)", "")
}

fn formed(form: HelloForm) -> Connection {
    to_x().with_form(form)
}

#[test]
fn a_hello_in_several_records_is_read_from_3_6_11_on() {
    // [hello_fragmented]
    let deed = |version: &str| deed(&at(version, &three()).ask(&formed(HelloForm::Fragmented)));
    assert_eq!((deed("3.6.10"), deed("3.6.11")), ("all".to_owned(), "x".to_owned()));
    // Without a catch-all Traefik's own server answers.
    let alone = at("3.6.10", &route("x", "HostSNI(`x.test`)", PASS));
    assert_eq!(alone.ask(&formed(HelloForm::Fragmented)).cause, Cause::NoRouter);
}

#[test]
fn a_hello_that_go_refuses_is_closed_from_3_6_11_on() {
    // [sni_trailing_dot]
    let dotted = Connection::tls("a", ip("127.0.0.1"), "x.test.");
    let deed = |version: &str, text: &str| deed(&at(version, text).ask(&dotted));
    assert_eq!(deed("3.6.10", &three()), "all");
    assert_eq!(deed("3.6.11", &three()), "closed: no-matching-router");
    // A router that ends TLS takes it, and fails.
    let decision = at("3.6.10", &route("all", "HostSNI(`*`)", TERMINATE)).ask(&dotted);
    assert_eq!((decision.cause, decision.router.unwrap().name.as_str()), (Cause::UnreadableHello, "all"));
    let unreadable = at("3.7.15", &three()).ask(&formed(HelloForm::Unreadable));
    assert_eq!(unreadable.cause, Cause::UnreadableHello);
}

#[test]
fn an_unfinished_hello_is_closed_from_3_6_9_on() {
    // [hello_unfinished]
    let deed = |version: &str, form| deed(&at(version, &three()).ask(&formed(form)));
    assert_eq!(deed("3.6.8", HelloForm::Unfinished), "all");
    assert_eq!(deed("3.6.8", HelloForm::HeaderUnfinished), "plain");
    assert_eq!(deed("3.6.8", HelloForm::Overlong), "all");
    for form in [HelloForm::Unfinished, HelloForm::HeaderUnfinished, HelloForm::Overlong] {
        assert_eq!(deed("3.6.9", form), "closed: no-matching-router", "{form:?}");
    }
}

#[test]
fn half_a_hello_waits_without_limit_at_a_router_that_ended_tls_before_3_6_9() {
    let text = route("all", "HostSNI(`*`)", TERMINATE);
    let old = at("3.6.8", &text).ask(&formed(HelloForm::Unfinished));
    assert_eq!(old.cause, Cause::UnfinishedHello);
    assert_eq!(old.verdict, "`default/all` takes it, and waits for the rest of the ClientHello without limit");
    let new = at("3.6.9", &text).ask(&formed(HelloForm::Unfinished));
    assert_eq!(new.verdict, "closed: the ClientHello is not complete within `readTimeout`");
}

#[test]
fn default_options_that_cannot_be_used_close_before_any_hello_is_read() {
    let broken = "[tls_options.default]\ncipher_suites = [\"TLS_NOPE\"]\n";
    let text = route("x", "HostSNI(`y.test`)", PASS);
    let cause = |text: &str| at("3.6.10", text).ask(&formed(HelloForm::Unreadable)).cause;
    assert_eq!(cause(&text), Cause::UnreadableHello);
    assert_eq!(cause(&(broken.to_owned() + &text)), Cause::BrokenTlsOptions);
}

#[test]
fn traefik_takes_the_challenge_of_acme_itself_before_3_1_3() {
    // [acme_alpn_passthrough]
    let offering = to_x().with_alpn(["acme-tls/1"]);
    let text = route("x", "HostSNI(`x.test`)", PASS);
    let old = at("3.0.4", &text).ask(&offering);
    assert_eq!((old.cause, old.router), (Cause::AcmeChallenge, None));
    // The default options come first.
    let with = |options: &str| at("3.0.4", &format!("[tls_options.default]\n{options}\n{text}")).ask(&offering).cause;
    assert_eq!(with("alpn_protocols = [\"foo\"]"), Cause::AlpnMismatch);
    assert_eq!(with("cipher_suites = [\"TLS_NOPE\"]"), Cause::BrokenTlsOptions);
    assert_eq!(deed(&at("3.2.0", &text).ask(&offering)), "x");
    // Traefik reads nothing where no router has TLS.
    assert_eq!(deed(&at("3.0.4", &route("all", "HostSNI(`*`)", "")).ask(&offering)), "all");
}

#[test]
fn postgres_is_broken_in_3_6_11_alone() {
    // [postgres_starttls]
    let text = route("x", "HostSNI(`x.test`)", TERMINATE);
    let cause = |version: &str| at(version, &text).ask(&to_x().with_postgres()).cause;
    assert_eq!(cause("3.6.10"), Cause::Forwarded);
    assert_eq!(cause("3.6.11"), Cause::PostgresBroken);
    assert_eq!(cause("3.6.12"), Cause::Forwarded);
}

#[test]
fn traefik_2_takes_the_request_of_postgres_for_plain_bytes() {
    // pkg/server/router/tcp/router.go of v2.11 has no STARTTLS.
    let text = route("x", "HostSNI(`x.test`)", TERMINATE) + &route("plain", "HostSNI(`*`)", "");
    let connection = Connection::plain("a", ip("127.0.0.1")).with_postgres();
    assert_eq!(at("3.0.4", &text).ask(&connection).cause, Cause::PostgresPlain);
    let world = at("2.11.53", &text);
    assert_eq!(plain(&world), deed(&world.ask(&connection)));
}

#[test]
fn clients_that_say_little_are_told_of_where_they_fare_otherwise() {
    // [postgres_silent_after_s], [short_text_no_route]
    let text = route("x", "HostSNI(`x.test`)", TERMINATE);
    let notes = |version: &str, connection: &Connection| at(version, &text).ask(connection).notes.join("; ");
    let (postgres, short) = (to_x().with_postgres(), Connection::plain("a", ip("127.0.0.1")));
    assert!(
        notes("3.6.7", &postgres).contains("never cut off") && !notes("3.6.8", &postgres).contains("never cut off")
    );
    assert!(notes("3.4.1", &short).contains("fewer than 14 bytes") && !notes("3.4.3", &short).contains("14 bytes"));
}
