use super::decoder::Decoder;
use super::problem;
use super::table::table;
use crate::source::{Spanned, Text};

table! {
    /// A connection that a scenario tries.
    pub struct Connect {
        /// The entry point that the client connects to.
        /// Example: `"postgresql"`
        entry_point: Text,
        /// The client's address as Traefik sees it, IPv4 or IPv6.
        /// Example: `"192.168.1.7"`
        client_ip: Text,
        /// The server name of the TLS handshake; implies TLS.
        /// Example: `"db.example.com"`
        sni: Text,
        /// The application protocols that the client offers in the TLS handshake; implies TLS.
        /// Example: `["postgresql"]`
        alpn: Spanned<Vec<Text>>,
        /// Whether the client uses TLS; with only `true` it sends no server name.
        /// Default: true with `sni`, `alpn` or `postgres`, otherwise false.
        /// Example: `true`
        tls: Spanned<bool>,
        /// The client asks for TLS as PostgreSQL clients do, with an SSLRequest first; implies TLS.
        /// Default: `false`
        /// Example: `true`
        postgres: Spanned<bool>,
    }
    required ["entry_point", "client_ip"];
    slips CONNECT;
    then refuse_tls_without_tls;
}

/// Reports `tls = false` beside keys of a TLS client.
fn refuse_tls_without_tls(connect: &Connect, decoder: &mut Decoder<'_>) {
    let Some(tls) = connect.tls.filter(|tls| !tls.value) else { return };
    let said = [
        ("sni", connect.sni.as_ref().map(|sni| sni.span)),
        ("alpn", connect.alpn.as_ref().map(|alpn| alpn.span)),
        ("postgres", connect.postgres.filter(|postgres| postgres.value).map(|postgres| postgres.span)),
    ];
    for (key, span) in said {
        if let Some(span) = span {
            decoder.report(problem::conflicting_keys::diagnostic(key, span, "tls = false", tls.span));
        }
    }
}

impl Connect {
    /// Whether the client speaks TLS.
    pub fn speaks_tls(&self) -> bool {
        let flag = |flag: &Option<Spanned<bool>>| flag.is_some_and(|flag| flag.value);
        self.sni.is_some() || self.alpn.is_some() || flag(&self.tls) || flag(&self.postgres)
    }
}
