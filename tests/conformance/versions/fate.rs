//! What more there is to a connection than who answered: what its server saw, which certificate its client.

use std::collections::BTreeMap;

use crate::conformance::rig::Attempt;
use crate::support::backend::Saw;
use crate::support::{Observation, Traefik};

/// The beginnings of PROXY protocol, versions 1 and 2.
const PROXY: [&[u8]; 2] = [b"PROXY ", b"\r\n\r\n\0\r\nQUIT\n"];

/// The name of the certificate that Traefik makes where it has no other.
const MADE_BY_TRAEFIK: &str = "TRAEFIK DEFAULT CERT";

/// Words after the fate: ` +tls`, Traefik opened TLS to the server; ` +proxy`, it sent a PROXY header first; ` by NAME`, the
/// client got this certificate.
pub fn more(attempt: &Attempt, observation: &Observation, certificates: &BTreeMap<String, Vec<u8>>) -> String {
    let mut more = String::new();
    if attempt.connection.tls.is_none() {
        let bytes = match &observation.saw {
            Some(Saw::InsideTls(bytes)) => {
                more += " +tls";
                bytes
            }
            Some(Saw::Plain(bytes)) => bytes,
            _ => return more,
        };
        if PROXY.iter().any(|signature| bytes.starts_with(signature)) {
            more += " +proxy";
        }
    }
    let of_client = observation.certificate.as_ref();
    if let Some((name, _)) = certificates.iter().find(|(_, der)| Some(*der) == of_client) {
        more += &format!(" by {name}");
    } else if [Traefik::DEFAULT_CERTIFICATE, MADE_BY_TRAEFIK].iter().any(|name| observation.certificate_names(name)) {
        more += " by default";
    }
    more
}
