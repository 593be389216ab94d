use crate::check::marks::{fires, silent, tls};

#[test]
fn only_acme_is_reserved() {
    fires("reserved-alpn", &tls("\"HostSNI(`x.test`) && !ALPN(«`acme-tls/1`»)\""));
    silent(&tls("\"HostSNI(`x.test`) && ALPN(`ACME-TLS/1`)\""));
    silent(&tls("\"ALPN(`h2`)\""));
}
