//! What becomes of a connection, in one sentence.

use std::fmt::Write as _;

use super::answer::Answer;
use super::backend::Backend;
use super::router::Router;
use super::{Cause, Connection, NoServer, RoutingTable};
use crate::rule::TlsMode;

impl RoutingTable {
    /// What becomes of a connection, in one sentence without a full stop; `answer` is this table's.
    pub fn verdict(&self, connection: &Connection, answer: &Answer<'_>) -> String {
        sentence(self, connection, answer)
    }
}

fn sentence(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>) -> String {
    let taker = taker(answer);
    match answer.cause {
        Cause::Forwarded => forwarded(answer, &taker),
        Cause::NoRouter if connection.tls.is_some() => {
            "no TCP router takes it: Traefik's HTTPS server answers, with its default certificate and 404 to any request"
                .to_owned()
        }
        Cause::NoRouter => {
            "no TCP router takes it: Traefik's HTTP server answers, 404 to an HTTP request and 400 to anything else"
                .to_owned()
        }
        Cause::HttpsRouter => "an HTTPS router takes it before any TCP router".to_owned(),
        Cause::Denied { middleware } => denied(table, connection, answer, middleware, &taker),
        Cause::NoService(NoServer::EndlessSearch) => format!(
            "{taker} takes it, and it hangs: a weight is negative, and Traefik looks for a server for ever, on a core of its own"
        ),
        Cause::NoService(why) => format!("closed: {taker} takes it, and {}", no_service(why)),
        Cause::BrokenTlsOptions if answer.muxer.is_some() && !taker.is_empty() => {
            format!("closed: {taker} takes it, and its TLS options are unknown or cannot be used")
        }
        Cause::BrokenTlsOptions => {
            "closed: no TCP router takes it, and the default TLS options cannot be used".to_owned()
        }
        Cause::AlpnMismatch => {
            format!("closed: {}Traefik speaks none of the protocols that the client offers: {}", who(&taker), offered(connection))
        }
        Cause::ProtocolNotServed => {
            format!("closed: Traefik's HTTPS server serves none of the protocols that the client offers: {}", offered(connection))
        }
        Cause::AcmeChallenge => {
            "closed: the client offers `acme-tls/1`, and Traefik has no certificate for that".to_owned()
        }
        Cause::PostgresUnmatched => {
            "closed: Traefik grants PostgreSQL's SSLRequest itself, and no TLS router matches what follows".to_owned()
        }
        Cause::PostgresPlain => {
            "closed: Traefik grants PostgreSQL's SSLRequest itself, and the client goes on without TLS".to_owned()
        }
        Cause::PostgresBroken => {
            "closed: this version of Traefik closes every connection that begins with PostgreSQL's SSLRequest".to_owned()
        }
        Cause::UnreadableHello if connection.sni().is_some() => {
            format!("closed: {}Traefik cannot read a server name that is empty or ends in a dot", takes(&taker))
        }
        Cause::UnreadableHello => format!("closed: {}Traefik cannot read the ClientHello", takes(&taker)),
        Cause::UnfinishedHello if !taker.is_empty() => {
            format!("{taker} takes it, and waits for the rest of the ClientHello without limit")
        }
        Cause::UnfinishedHello => format!("closed: {}the ClientHello is not complete within `readTimeout`", takes(&taker)),
        Cause::OverlongRecord => format!("closed: {}the first TLS record is longer than TLS allows", takes(&taker)),
        Cause::TlsVersion => format!("closed: {}Traefik speaks no version of TLS that the client does", who(&taker)),
        Cause::NoCipherSuite => {
            format!("closed: {}the TLS options have no cipher suite for TLS 1.2", who(&taker))
        }
        Cause::NoCertificate => format!(
            "closed: {}Traefik has no certificate for {}, and the TLS options ask for one (`sniStrict`)",
            who(&taker),
            connection.sni().map_or("a client that names no server".to_owned(), |sni| format!("`{sni}`")),
        ),
        Cause::NoClientCertificate => {
            format!("closed: {}the TLS options ask for a client certificate, and the client shows none", who(&taker))
        }
        Cause::UnknownEntryPoint => format!("closed: there is no entry point `{}`", connection.entry_point),
        Cause::EqualPriority => format!("Traefik makes no promise: {} match with equal priority, and it takes either by chance", names(answer)),
        Cause::UndecidedRule => format!("tcpgen cannot tell which router takes it: {} may", names(answer)),
    }
}

/// Who takes the connection, before what happens to it then.
fn takes(taker: &str) -> String {
    if taker.is_empty() { String::new() } else { format!("{taker} takes it, and ") }
}

/// Who takes the connection, if anybody, before what happens to it then.
fn who(taker: &str) -> String {
    if taker.is_empty() { "no TCP router takes it, and ".to_owned() } else { takes(taker) }
}

/// Who takes the connection: a route, or one of several. Empty when nobody does.
fn taker(answer: &Answer<'_>) -> String {
    match answer.router {
        Some(router) => format!("`{}`", router.object),
        None if answer.contenders.is_empty() => String::new(),
        None => format!("one of {}", names(answer)),
    }
}

fn names(answer: &Answer<'_>) -> String {
    let mut names: Vec<_> = answer.contenders.iter().map(|router| format!("`{}`", router.object)).collect();
    names.dedup();
    match names.as_slice() {
        [] => String::new(),
        [one] if answer.contenders.len() == 1 => one.clone(),
        [one] => format!("several rules of {one}"),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn forwarded(answer: &Answer<'_>, taker: &str) -> String {
    let Some(router) = answer.router.or(answer.contenders.first().copied()) else { return String::new() };
    let how = match router.tls_mode {
        TlsMode::None => "",
        TlsMode::Passthrough => ", TLS and all,",
        TlsMode::Terminate => ", with TLS ended by Traefik,",
    };
    format!("{taker} takes it and forwards it{how} to {}", services(router))
}

fn services(router: &Router) -> String {
    let service = |backend: &Backend| format!("`{}:{}`", backend.share.service, backend.share.port);
    if let [only] = router.backends.as_slice() {
        return service(only);
    }
    let mut text = String::new();
    for (index, backend) in router.backends.iter().enumerate() {
        let before = match index {
            0 => "",
            _ if index + 1 == router.backends.len() => " and ",
            _ => ", ",
        };
        // Writing to a string cannot fail.
        let _ = write!(text, "{before}{} (weight {})", service(backend), backend.share.weight);
    }
    text
}

fn denied(table: &RoutingTable, connection: &Connection, answer: &Answer<'_>, place: usize, taker: &str) -> String {
    let client = connection.client_ip;
    let Some(router) = answer.router else {
        return format!("closed: {taker} takes it, and a middleware refuses {client}");
    };
    let guard = router.guards.get(place).and_then(|&guard| table.guards.get(guard as usize));
    let middleware = guard.map_or("", |guard| guard.name.as_str());
    format!("closed: {taker} takes it, and its middleware `{middleware}` refuses {client}")
}

fn no_service(why: NoServer) -> &'static str {
    match why {
        NoServer::AllWeightsZero => "all weights of its services are 0",
        NoServer::NoServers => "its service has no servers",
        NoServer::ProxyProtocolVersion => {
            "Traefik leaves its servers out, for a version of the PROXY protocol that there is not"
        }
        NoServer::EndlessSearch => "Traefik's search for a server does not end",
        NoServer::NameUnknown => {
            "Traefik cannot open TLS to its service: no ServersTransportTCP sets `server_name` or `insecure_skip_verify`"
        }
    }
}

fn offered(connection: &Connection) -> String {
    let alpn = connection.tls.as_ref().map_or(&[][..], |hello| &hello.alpn);
    alpn.iter().map(|protocol| format!("`{protocol}`")).collect::<Vec<_>>().join(", ")
}
