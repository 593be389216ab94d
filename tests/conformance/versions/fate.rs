//! What more there is to a connection than who answered: what its server saw, which certificate its client.

use std::collections::BTreeMap;

use crate::support::backend::Saw;
use crate::support::{Observation, Traefik};

/// The name of the certificate that Traefik makes where it has no other.
const MADE_BY_TRAEFIK: &str = "TRAEFIK DEFAULT CERT";

/// Words after the fate of a connection.
///
/// ` +tls`: the server ended TLS itself. ` +proxy`: it got a PROXY header first, inside TLS where that is its own.
/// ` +sslrequest`: it got PostgreSQL's request and then a TLS hello. ` by NAME`: the client got this certificate.
pub fn more(observation: &Observation, certificates: &BTreeMap<String, Vec<u8>>) -> String {
    let mut more = observation.saw.as_ref().map(of_server).unwrap_or_default();
    let of_client = observation.certificate.as_ref();
    if let Some((name, _)) = certificates.iter().find(|(_, der)| Some(*der) == of_client) {
        more = more + " by " + name;
    } else if [Traefik::DEFAULT_CERTIFICATE, MADE_BY_TRAEFIK].iter().any(|name| observation.certificate_names(name)) {
        more += " by default";
    }
    more
}

fn of_server(saw: &Saw) -> String {
    match saw {
        Saw::InsideTls(bytes) if bytes.starts_with(b"PROXY ") => " +tls +proxy".to_owned(),
        Saw::InsideTls(_) => " +tls".to_owned(),
        Saw::SslRequestThenClientHello => " +sslrequest".to_owned(),
        Saw::AfterProxyHeader(rest) => " +proxy".to_owned() + &of_server(rest),
        _ => String::new(),
    }
}
