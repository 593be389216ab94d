use std::net::IpAddr;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use smol_str::SmolStr;

use crate::Compilation;
use crate::report::json;
use crate::routing::{ClientHello, Connection, Decision, HelloForm, TlsVersion};
use crate::source::Sources;

/// A connection as a caller writes it, before it is known to be one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct WrittenConnection {
    /// The entry point that it comes to.
    pub entry_point: SmolStr,
    /// The client's address.
    pub client_ip: String,
    /// Whether the client speaks TLS.
    #[serde(default)]
    pub tls: Option<bool>,
    /// The server name that the client sends; implies TLS.
    #[serde(default)]
    pub sni: Option<SmolStr>,
    /// The protocols that the client offers; imply TLS.
    #[serde(default)]
    pub alpn: Option<Vec<SmolStr>>,
    /// Whether the client sends PostgreSQL's SSLRequest first.
    #[serde(default)]
    pub postgres: Option<bool>,
    /// The one TLS version that the client speaks; implies TLS.
    #[serde(default)]
    pub tls_version: Option<TlsVersion>,
    /// Whether the client shows a certificate when it is asked for one; implies TLS.
    #[serde(default)]
    pub client_cert: Option<bool>,
    /// How the client's first bytes come; implies TLS.
    #[serde(default)]
    pub hello: Option<HelloForm>,
}

/// What becomes of a connection, as one JSON value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Routed {
    /// As `tcpgen route --format json` reports it; none when it could not be decided.
    pub decision: Option<Decision>,
    /// Why it could not be decided.
    pub error: Option<String>,
    /// As [`json`] gives them.
    pub diagnostics: Value,
}

/// Decides a connection to a Traefik that serves these objects.
pub fn routed(compilation: &Compilation, sources: &Sources, written: &WrittenConnection) -> Routed {
    let diagnostics = json(&compilation.diagnostics, sources);
    match decide(compilation, written) {
        Ok(decision) => Routed { decision: Some(decision), error: None, diagnostics },
        Err(error) => Routed { decision: None, error: Some(error), diagnostics },
    }
}

fn decide(compilation: &Compilation, written: &WrittenConnection) -> Result<Decision, String> {
    let client_ip: IpAddr = written
        .client_ip
        .trim()
        .parse()
        .map_err(|_| format!("`{}` is not an IPv4 or IPv6 address", written.client_ip))?;
    let alpn = written.alpn.clone().unwrap_or_default();
    let of_tls = written.tls_version.is_some() || written.client_cert.is_some() || written.hello.is_some();
    let tls = written.tls.unwrap_or(false) || of_tls;
    let hello = ClientHello::implied(tls, written.sni.clone(), alpn);
    let connection = Connection {
        entry_point: written.entry_point.clone(),
        client_ip,
        tls: hello.map(|hello| ClientHello {
            version: written.tls_version,
            certificate: written.client_cert,
            form: written.hello.unwrap_or_default(),
            ..hello
        }),
        postgres: written.postgres.unwrap_or(false),
    };
    Ok(compilation.table.decide(&connection))
}
