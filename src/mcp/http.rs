use std::convert::Infallible;
use std::future::{Future, poll_fn};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::{Bytes, Incoming};
use hyper::header::HeaderValue;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use rmcp::model::{ClientJsonRpcMessage, ClientRequest, ConstString, SubscriptionsListenRequestMethod};
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::cors::{self, Origins};
use super::gate::{self, Answer, BODY_AT_MOST};
use super::server::Server;
use super::subscriptions::Subscriptions;

/// How long the process waits for calls that are under way when it is asked to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How long a client may take for its request's head, and how long it may keep a connection without a request.
const HEAD_TIME: Duration = Duration::from_secs(10);

/// Connections at once; more wait in the system's queue.
const CONNECTIONS_AT_MOST: usize = 64;

/// Where and for whom to serve.
pub(crate) struct Http {
    /// Where to listen.
    pub address: SocketAddr,
    /// What clients have to show.
    pub token: Option<String>,
    /// Names by which clients may call the server, beside loopback's.
    pub hosts: Vec<String>,
    /// Pages whose scripts may call.
    pub origins: Vec<String>,
}

type Service = StreamableHttpService<Server, NeverSessionManager>;

/// Serves until the process is told to end. Calls that are under way are finished.
pub(super) async fn serve(server: Server, http: Http) -> io::Result<()> {
    let listener = TcpListener::bind(http.address).await?;
    let address = listener.local_addr()?;
    // With port 0, this is how the caller learns the port. If it cannot be written, there is nowhere to report that.
    let _ = writeln!(io::stderr(), "serving at http://{address}/mcp");
    let token: Option<Arc<str>> = http.token.as_deref().map(Into::into);
    let connections = Arc::new(Semaphore::new(CONNECTIONS_AT_MOST));
    let graceful = GracefulShutdown::new();
    let mut end = pin!(told_to_end());
    while let Some(stream) = next(&listener, end.as_mut(), &connections).await {
        let (stream, permit) = stream?;
        let hosts = hosts(&http, address);
        let origins = Origins::new(address, &hosts, &http.origins);
        let (server, token) = (server.of_another_client(), token.clone());
        let subscriptions = server.subscriptions().clone();
        let service = service(server, hosts, &origins);
        let answer = service_fn(move |request| {
            let (service, token, origin) = (service.clone(), token.clone(), origins.of(&request));
            let subscriptions = subscriptions.clone();
            async move { Ok::<_, Infallible>(answer(request, &service, &subscriptions, token.as_deref(), origin).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIME)
            .serve_connection(TokioIo::new(stream), answer);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            // A client that breaks off has nobody to be told.
            let _ = connection.await;
            drop(permit);
        });
    }
    server.subscriptions().end();
    let _ = timeout(GRACE, graceful.shutdown()).await;
    Ok(())
}

/// The answer to a request that a page of this origin makes, if one that may call does.
async fn answer(
    request: Request<Incoming>,
    service: &Service,
    subscriptions: &Subscriptions,
    token: Option<&str>,
    origin: Option<HeaderValue>,
) -> Answer {
    let mut answer = if cors::is_preflight(&request) {
        gate::preflight(origin.is_some())
    } else {
        match gate::admit(request, token).await {
            Ok(request) => service.handle(listening(request, subscriptions).await).await,
            Err(answer) => *answer,
        }
    };
    if let Some(origin) = origin {
        cors::allow(answer.headers_mut(), origin);
    }
    answer
}

/// Begins to watch for a request that listens. Clients name the method of a request in its head as well.
async fn listening(request: Request<Full<Bytes>>, subscriptions: &Subscriptions) -> Request<Full<Bytes>> {
    if request.headers().get("mcp-method").is_none_or(|method| method != SubscriptionsListenRequestMethod::VALUE) {
        return request;
    }
    let (mut head, body) = request.into_parts();
    let body = match body.collect().await {
        Ok(body) => body.to_bytes(),
        Err(never) => match never {},
    };
    if let Ok(ClientJsonRpcMessage::Request(message)) = serde_json::from_slice(&body)
        && let ClientRequest::SubscriptionsListenRequest(listen) = message.request
    {
        let uris = listen.params.notifications.resource_subscriptions.unwrap_or_default();
        head.extensions.insert(subscriptions.prepare(&uris).await);
    }
    Request::from_parts(head, Full::new(body))
}

/// The names by which clients may call the server.
fn hosts(http: &Http, address: SocketAddr) -> Vec<String> {
    let hosts = ["localhost", "127.0.0.1", "[::1]"].map(str::to_owned).into_iter();
    let bound = match address {
        SocketAddr::V4(address) => address.ip().to_string(),
        SocketAddr::V6(address) => format!("[{}]", address.ip()),
    };
    hosts.chain([bound]).chain(http.hosts.iter().cloned()).collect()
}

/// Without sessions: every call stands for itself, so a client that goes away leaves nothing behind. A client watches for as
/// long as it keeps the connection of that request.
fn service(server: Server, hosts: Vec<String>, origins: &Origins) -> Service {
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(BODY_AT_MOST)
        .with_allowed_hosts(hosts)
        .with_allowed_origins(origins.all())
        .enforce_origin_validation();
    StreamableHttpService::new(move || Ok(server.clone()), Arc::new(NeverSessionManager::default()), config)
}

type Accepted = (TcpStream, tokio::sync::OwnedSemaphorePermit);

/// The next client; none when the process is told to end.
async fn next(
    listener: &TcpListener,
    mut end: std::pin::Pin<&mut impl Future<Output = ()>>,
    connections: &Arc<Semaphore>,
) -> Option<io::Result<Accepted>> {
    let mut client = pin!(accept(listener, connections));
    poll_fn(|context| match end.as_mut().poll(context) {
        Poll::Ready(()) => Poll::Ready(None),
        Poll::Pending => client.as_mut().poll(context).map(Some),
    })
    .await
}

/// A client whose connection breaks before it is taken, or that comes while no file can be opened, is no reason to end.
async fn accept(listener: &TcpListener, connections: &Arc<Semaphore>) -> io::Result<Accepted> {
    let permit = Arc::clone(connections).acquire_owned().await.map_err(io::Error::other)?;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => return Ok((stream, permit)),
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
}

/// Ready when the process gets SIGINT or SIGTERM.
async fn told_to_end() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            let mut interrupt = pin!(tokio::signal::ctrl_c());
            return poll_fn(|context| {
                let interrupted = interrupt.as_mut().poll(context).is_ready();
                if interrupted || terminate.poll_recv(context).is_ready() { Poll::Ready(()) } else { Poll::Pending }
            })
            .await;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
