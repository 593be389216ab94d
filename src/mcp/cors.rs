//! Pages whose scripts may call the server, as browsers ask for it (<https://fetch.spec.whatwg.org/#http-cors-protocol>).

use std::net::SocketAddr;

use hyper::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ACCESS_CONTROL_REQUEST_METHOD, HeaderMap, HeaderValue,
    ORIGIN, VARY,
};
use hyper::{Method, Request};

/// What a client of the protocol sends beside what every page may.
const HEADERS: &str =
    "authorization, content-type, accept, last-event-id, mcp-session-id, mcp-protocol-version, mcp-method, mcp-name";

/// What a client of the protocol reads beside what every page may.
const EXPOSED: &str = "mcp-session-id, www-authenticate";

/// The origins whose pages may call.
#[derive(Clone, Debug)]
pub(super) struct Origins(Vec<String>);

impl Origins {
    /// Pages that the listening machine itself serves at the server's own address, and the pages that are named.
    pub fn new(address: SocketAddr, hosts: &[String], named: &[String]) -> Self {
        let own = hosts.iter().map(|host| format!("http://{host}:{}", address.port()));
        Self(own.chain(named.iter().cloned()).collect())
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = String> {
        self.0.iter().cloned()
    }

    /// The page that a request comes from, if it may call.
    pub fn of<B>(&self, request: &Request<B>) -> Option<HeaderValue> {
        let origin = request.headers().get(ORIGIN)?;
        let text = origin.to_str().ok()?;
        // Browsers leave out the port that a scheme has anyway.
        let full = match text.split_once("://") {
            Some(("https", host)) if !host.contains(':') => format!("{text}:443"),
            Some(("http", host)) if !host.contains(':') => format!("{text}:80"),
            _ => text.to_owned(),
        };
        self.0.iter().any(|known| known == text || *known == full).then(|| origin.clone())
    }
}

/// Whether a browser asks on behalf of a page before it sends what the page wants to send. It sends no token with that.
pub(super) fn is_preflight<B>(request: &Request<B>) -> bool {
    request.method() == Method::OPTIONS && request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD)
}

/// Lets the page read an answer.
pub(super) fn allow(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static(EXPOSED));
    headers.append(VARY, HeaderValue::from_static("origin"));
}

/// Lets the page send what clients of the protocol send.
pub(super) fn allow_requests(headers: &mut HeaderMap) {
    headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST, GET, DELETE"));
    headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static(HEADERS));
    headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("600"));
}
