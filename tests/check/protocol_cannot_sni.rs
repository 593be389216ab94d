use crate::check::marks::{fires, silent, spares};

const CODE: &str = "protocol-cannot-sni";

fn route(protocol: &str, port: &str) -> String {
    let entry_points = if port.is_empty() { String::new() } else { format!("[entry_points]\ne = {port}\n") };
    format!(
        "{entry_points}[routes.r]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"s:1\"\nprotocol = \"{protocol}\"\ntls = «\"passthrough\"»\n"
    )
}

#[test]
fn protocols_that_negotiate_tls_in_band() {
    for protocol in ["mysql", "mariadb", "submission", "mssql", "nats", "rdp", "ssh"] {
        fires(CODE, &route(protocol, ""));
    }
}

#[test]
fn ports_tell_starttls_from_tls() {
    fires(CODE, &route("smtp", "25"));
    fires(CODE, &route("imap", "{ port = 1143, exposed_port = 143 }"));
    for (protocol, port) in [("smtp", "465"), ("imap", "993"), ("pop3", ""), ("ftp", "990")] {
        silent(&route(protocol, port).replace(['«', '»'], ""));
    }
}

#[test]
fn protocols_that_begin_with_tls_and_plain_routes() {
    for protocol in ["mqtt", "mongodb", "kafka", "amqp", "http", "memcached", "postgres"] {
        spares(CODE, &route(protocol, "").replace(['«', '»'], ""));
    }
    silent("[routes.r]\nentry_points = [\"e\"]\nservice = \"s:1\"\nprotocol = \"mysql\"\n");
}
