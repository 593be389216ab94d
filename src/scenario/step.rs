//! Steps in one line each, and the connections that they try.

use crate::desired::{Action, Connect};
use crate::routing::{ClientHello, Connection};
use crate::source::Text;

/// A step in one line.
pub(super) fn what(action: &Action) -> String {
    let text = |text: &Text| text.value.to_string();
    match action {
        Action::Apply { entry, set: None, unset } if unset.is_empty() => format!("apply {}", text(entry)),
        Action::Apply { entry, .. } => format!("apply {} with changes", text(entry)),
        Action::Delete { entry } => format!("delete {}", text(entry)),
        Action::List(_) => "list".to_owned(),
        Action::Connect(written) => format!("connect {}", describe(written)),
    }
}

/// The connection in one line: ``192.168.1.7 to postgresql, TLS with SNI db.example.com``.
pub(crate) fn describe(written: &Connect) -> String {
    let text = |text: &Option<Text>| text.as_ref().map_or_else(String::new, |text| text.value.to_string());
    let mut line = format!("{} to {}", text(&written.client_ip), text(&written.entry_point));
    match &written.sni {
        Some(sni) => line.extend([", TLS for ", sni.as_str()]),
        None if written.speaks_tls() => line.push_str(", TLS without a name"),
        None => {}
    }
    if let Some(protocols) = &written.alpn {
        let names: Vec<&str> = protocols.iter().map(Text::as_str).collect();
        line.extend([", ALPN ", &names.join(" ")]);
    }
    if written.postgres.is_some_and(|postgres| postgres.value) {
        line.push_str(", as a PostgreSQL client");
    }
    line
}

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
