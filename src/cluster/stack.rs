use std::error::Error as StdError;
use std::time::Duration;

use http::Uri;
use hyper::rt::{Read, Write};
use hyper_timeout::TimeoutConnector;
use hyper_util::client::legacy::Client as HttpClient;
use hyper_util::client::legacy::connect::proxy::{SocksV5, Tunnel};
use hyper_util::client::legacy::connect::{Connection, HttpConnector};
use hyper_util::rt::TokioExecutor;
use kube::client::middleware::AuthLayer;
use kube::client::{Body, ClientBuilder, ConfigExt};
use kube::{Client, Config};
use tower::{BoxError, Service, ServiceExt};

use super::proxy::{Login, Proxy};

/// How long it may take to open a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// A client, built from the same layers as `kube`'s own.
///
/// `kube` has no place for the user and password of a SOCKS proxy, and it runs a credential plugin twice: for a token, and
/// for a certificate.
pub(super) fn client(mut config: Config, proxy: Option<Proxy>) -> kube::Result<Client> {
    // The plugin runs here, and a second time only if it issues a certificate instead of a token.
    let credentials = config.auth_layer()?;
    if credentials.is_some() {
        config.auth_info.exec = None;
    }
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    let Some(Proxy { uri, login, .. }) = proxy else { return over(tcp, &config, credentials) };
    match (uri.scheme_str(), login) {
        (Some("socks5"), Login::Socks(user, password)) => {
            over(SocksV5::new(uri, tcp).with_auth(user, password), &config, credentials)
        }
        (Some("socks5"), _) => over(SocksV5::new(uri, tcp), &config, credentials),
        (Some("https"), login) => {
            let tls = config.rustls_https_connector_with_connector(tcp)?;
            over(tunnel(uri, tls, login), &config, credentials)
        }
        (_, login) => over(tunnel(uri, tcp, login), &config, credentials),
    }
}

fn tunnel<C>(proxy: Uri, connector: C, login: Login) -> Tunnel<C> {
    let tunnel = Tunnel::new(proxy, connector);
    match login {
        Login::Basic(value) => tunnel.with_auth(value),
        Login::None | Login::Socks(..) => tunnel,
    }
}

/// TLS and HTTP over a way to open connections.
fn over<C>(connector: C, config: &Config, credentials: Option<AuthLayer>) -> kube::Result<Client>
where
    C: Service<Uri, Response: Connection + Read + Write + Send + Unpin, Future: Send> + Clone + Send + Sync + 'static,
    C::Error: StdError + Send + Sync + 'static,
{
    let mut connector = TimeoutConnector::new(config.rustls_https_connector_with_connector(connector)?);
    connector.set_connect_timeout(Some(CONNECT));
    let http: HttpClient<_, Body> = HttpClient::builder(TokioExecutor::new()).build(connector);
    let builder = ClientBuilder::new(http.map_err(BoxError::from), config.default_namespace.as_str());
    let builder = builder.with_layer(&config.extra_headers_layer()?);
    let base = config.base_uri_layer();
    Ok(match credentials {
        Some(credentials) => builder.with_layer(&credentials).with_layer(&base).build(),
        None => builder.with_layer(&base).build(),
    })
}
