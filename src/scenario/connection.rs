use crate::desired::Connect;
use crate::routing::{ClientHello, Connection};

/// The connection that a scenario tries. None when its address or entry point could not be read, which the checks
/// report as errors.
pub fn connection(written: &Connect) -> Option<Connection> {
    let alpn = written.alpn.iter().flat_map(|protocols| &protocols.value);
    Some(Connection {
        entry_point: written.entry_point.as_ref()?.value.clone(),
        client_ip: written.client_ip.as_ref()?.parse().ok()?,
        tls: written.speaks_tls().then(|| {
            let sni = written.sni.as_ref().map(|sni| sni.value.clone());
            ClientHello::new(sni, alpn.map(|protocol| protocol.value.clone()).collect())
        }),
        postgres: written.postgres.is_some_and(|postgres| postgres.value),
    })
}
