use crate::check::marks::{fires, only, silent, spares};

const CODE: &str = "server-first-behind-peek";
const TLS: &str = "[routes.t]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"t:1\"\ntls = \"passthrough\"\n";

fn plain(protocol: &str) -> String {
    format!(
        "[routes.p]\nentry_points = [«\"e\"»]\nmatch = \"ClientIP(`10.0.0.1`)\"\nservice = \"p:1\"\nprotocol = \"{protocol}\"\n"
    )
}

fn unmarked(text: &str) -> String {
    text.replace(['«', '»'], "")
}

#[test]
fn beside_tls_routes_and_beside_https() {
    for protocol in ["mysql", "mariadb", "smtp", "submission", "imap", "pop3", "ftp", "ssh", "nats"] {
        fires(CODE, &format!("{}{TLS}", plain(protocol)));
        let https = "[entry_points]\ne = { port = 1, http_hosts = [\"a.test\"] }\n";
        fires(CODE, &format!("{https}{}", plain(protocol)));
    }
}

/// No range that the rule names begins with an address that it matches.
#[test]
fn clients_between_two_ranges_are_found() {
    let rule = "ClientIP(`10.0.0.0/8`) && !ClientIP(`10.0.0.0/9`)";
    fires(CODE, &format!("{}{TLS}", plain("mysql").replace("ClientIP(`10.0.0.1`)", rule)));
}

#[test]
fn alone_or_client_first_nothing_waits() {
    silent(&unmarked(&plain("mysql")));
    silent(&unmarked(&format!("{}{TLS}", plain("redis"))));
    silent(&unmarked(&format!("{}{}", plain("mysql"), TLS.replace("\"e\"", "\"f\""))));
    spares(CODE, &unmarked(&format!("{}{}", plain("mysql"), TLS.replace("x.test", "x test"))));
}

#[test]
fn ssh_clients_may_or_may_not_wait() {
    let found = only(CODE, &unmarked(&format!("{}{TLS}", plain("ssh"))));
    assert!(found.message.starts_with("clients of SSH may wait"), "{}", found.message);
    assert_eq!(found.related[0].message, "`t` has `tls`");
}
