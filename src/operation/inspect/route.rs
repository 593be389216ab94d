use std::net::IpAddr;

use serde::Deserialize;
use serde_json::Value;
use smol_str::SmolStr;

use super::{sound, success};
use crate::operation::{Parameter, Takes, Tool};
use crate::routing::{ClientHello, Connection, TlsVersion};
use crate::store::{Refusal, Store};

/// What becomes of one connection.
pub(super) static ROUTE: Tool = Tool {
    name: "tcpgen_route",
    title: "Decide a connection",
    description: "What Traefik does with one connection and why: the router that takes it, the middlewares that let it \
                  through or close it, the service that it comes to. What only a TLS client says implies TLS.",
    parameters: &[
        Parameter::required("entry_point", Takes::Text, "the entry point that the connection comes to"),
        Parameter::required("client_ip", Takes::Text, "the client's address"),
        Parameter::optional("sni", Takes::Text, None, "the server name that the client sends"),
        Parameter::optional("tls", Takes::Flag, Some("false"), "the client speaks TLS"),
        Parameter::optional("alpn", Takes::Texts, Some("[]"), "the ALPN protocols that the client offers"),
        Parameter::optional(
            "tls_version",
            Takes::OneOf(&["1.2", "1.3"]),
            None,
            "the one TLS version that the client speaks",
        ),
        Parameter::optional("client_cert", Takes::Flag, None, "whether the client shows a certificate"),
        Parameter::optional("postgres", Takes::Flag, Some("false"), "the client sends PostgreSQL's SSLRequest first"),
    ],
    read_only: true,
};

#[derive(Deserialize)]
pub(super) struct Arguments {
    entry_point: SmolStr,
    client_ip: String,
    #[serde(default)]
    sni: Option<SmolStr>,
    tls: bool,
    alpn: Vec<SmolStr>,
    postgres: bool,
    #[serde(default)]
    tls_version: Option<TlsVersion>,
    #[serde(default)]
    client_cert: Option<bool>,
}

pub(super) fn run(store: &dyn Store, arguments: &Arguments) -> Result<Value, Refusal> {
    let client_ip: IpAddr = arguments.client_ip.parse().map_err(|_| {
        Refusal::new("invalid-arguments", format!("`client_ip` cannot be \"{}\"", arguments.client_ip))
            .help("write one IPv4 or IPv6 address, such as 192.168.1.7")
    })?;
    let named = arguments.sni.is_some() || !arguments.alpn.is_empty();
    let tls = arguments.tls || named || arguments.tls_version.is_some() || arguments.client_cert.is_some();
    let connection = Connection {
        entry_point: arguments.entry_point.clone(),
        client_ip,
        tls: tls.then(|| ClientHello {
            version: arguments.tls_version,
            certificate: arguments.client_cert,
            ..ClientHello::new(arguments.sni.clone(), arguments.alpn.clone())
        }),
        postgres: arguments.postgres,
    };
    let (_, compilation) = sound(store)?;
    success("decision", compilation.table.decide(&connection))
}
