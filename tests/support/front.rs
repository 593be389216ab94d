//! A TLS front end before an API server, as clusters have one. It records requests, and breaks off on demand.

use std::io::{self, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustls::server::WebPkiClientVerifier;
use rustls::server::danger::ClientCertVerifier;
use rustls::{RootCertStore, ServerConfig, ServerConnection, StreamOwned};
use socket2::SockRef;

use super::certificate::Certificate;

/// The names that its certificate is for.
pub const NAMES: [&str; 2] = ["cluster.test", "localhost"];

/// Where a connection ends, without a `close_notify` of TLS.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cut {
    /// Before the handshake.
    Handshake,
    /// When a request has come.
    Answer,
    /// Within the answer, as a process that is killed ends it.
    Middle,
    /// Within the answer, and with a reset.
    Reset,
}

/// A front on a free loopback port. It stops listening when dropped.
pub struct Front {
    address: SocketAddr,
    ca: String,
    shared: Arc<Shared>,
}

struct Shared {
    tls: Option<Arc<ServerConfig>>,
    behind: SocketAddr,
    heads: Mutex<Vec<String>>,
    cuts: Mutex<Vec<Cut>>,
    token: Mutex<Option<String>>,
    stopped: AtomicBool,
}

impl Front {
    /// With TLS, before the server of this URL.
    pub fn tls(endpoint: &str) -> Self {
        Self::for_clients(endpoint, WebPkiClientVerifier::no_client_auth())
    }

    /// With TLS, and only for clients that have this certificate.
    pub fn mutual(endpoint: &str, client: &Certificate) -> Self {
        let mut roots = RootCertStore::empty();
        roots.add(client.der()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).build();
        Self::for_clients(endpoint, verifier.unwrap())
    }

    fn for_clients(endpoint: &str, clients: Arc<dyn ClientCertVerifier>) -> Self {
        let certificate = Certificate::for_names(&NAMES);
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let config = config.with_client_cert_verifier(clients);
        let config = config.with_single_cert(vec![certificate.der()], certificate.key_der());
        Self::start(endpoint, Some(Arc::new(config.unwrap())), certificate.pem())
    }

    /// Without TLS.
    pub fn plain(endpoint: &str) -> Self {
        Self::start(endpoint, None, String::new())
    }

    fn start(endpoint: &str, tls: Option<Arc<ServerConfig>>, ca: String) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let behind = endpoint.trim_start_matches("http://").parse().unwrap();
        let (heads, cuts, token) = (Mutex::default(), Mutex::default(), Mutex::default());
        let shared = Arc::new(Shared { tls, behind, heads, cuts, token, stopped: AtomicBool::new(false) });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if accepting.stopped.load(Ordering::SeqCst) {
                    return;
                }
                let shared = Arc::clone(&accepting);
                // A client that breaks off is its own affair.
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { address, ca, shared }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its certificate, as PEM.
    pub fn ca(&self) -> &str {
        &self.ca
    }

    /// The heads of all requests so far.
    pub fn heads(&self) -> Vec<String> {
        lock(&self.shared.heads).clone()
    }

    /// The values of a header in all requests so far, each once, in the order in which they came.
    pub fn values(&self, header: &str) -> Vec<String> {
        let start = format!("{}: ", header.to_ascii_lowercase());
        let heads = self.heads();
        let lines = heads.iter().flat_map(|head| head.lines());
        let mut values: Vec<String> = lines
            .filter(|line| line.to_ascii_lowercase().starts_with(&start))
            .map(|line| line[start.len()..].to_owned())
            .collect();
        values.dedup();
        values
    }

    /// Cuts the next connections or answers.
    pub fn cut(&self, cuts: &[Cut]) {
        lock(&self.shared.cuts).extend(cuts.iter().rev());
    }

    /// How many cuts are still to come.
    pub fn cuts_left(&self) -> usize {
        lock(&self.shared.cuts).len()
    }

    /// Takes only this token from now on.
    pub fn only(&self, token: &str) {
        *lock(&self.shared.token) = Some(token.to_owned());
    }
}

impl Drop for Front {
    fn drop(&mut self) {
        self.shared.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

impl Shared {
    fn serve(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_mins(1)))?;
        if self.takes(&[Cut::Handshake]).is_some() {
            return Ok(());
        }
        // Either ends without a `close_notify` when it is dropped.
        let Some(config) = &self.tls else {
            let mut stream = stream;
            while self.answer(&mut stream)? {}
            return Ok(());
        };
        let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(connection, stream);
        while self.answer(&mut stream)? {}
        Ok(())
    }

    /// The next cut, if it is one of these.
    fn takes(&self, wanted: &[Cut]) -> Option<Cut> {
        let mut cuts = lock(&self.cuts);
        if wanted.contains(cuts.last()?) { cuts.pop() } else { None }
    }

    /// One request and its answer; false when it broke off.
    fn answer<S: Read + Write + AsSocket>(&self, stream: &mut S) -> io::Result<bool> {
        let request = message(stream)?;
        let head = String::from_utf8_lossy(&request).split("\r\n\r\n").next().unwrap_or_default().to_owned();
        let is_known = match &*lock(&self.token) {
            Some(token) => head.to_ascii_lowercase().contains(&format!("authorization: bearer {token}")),
            None => true,
        };
        lock(&self.heads).push(head);
        if self.takes(&[Cut::Answer]).is_some() {
            return Ok(false);
        }
        let answer = if is_known {
            let mut behind = TcpStream::connect(self.behind)?;
            behind.write_all(&request)?;
            message(&mut behind)?
        } else {
            let body = r#"{"kind":"Status","message":"Unauthorized","reason":"Unauthorized","code":401}"#;
            format!("HTTP/1.1 401 Unauthorized\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
        };
        let cut = self.takes(&[Cut::Middle, Cut::Reset]);
        let end = if cut.is_some() { answer.len() - 20 } else { answer.len() };
        stream.write_all(&answer[..end])?;
        stream.flush()?;
        if cut == Some(Cut::Reset) {
            // What was written has to arrive first, or the client sees nothing but the reset.
            thread::sleep(Duration::from_millis(20));
            SockRef::from(stream.socket()).set_linger(Some(Duration::ZERO))?;
        }
        Ok(cut.is_none())
    }
}

/// What is under a stream.
trait AsSocket {
    fn socket(&self) -> &TcpStream;
}

impl AsSocket for TcpStream {
    fn socket(&self) -> &TcpStream {
        self
    }
}

impl AsSocket for StreamOwned<ServerConnection, TcpStream> {
    fn socket(&self) -> &TcpStream {
        &self.sock
    }
}

/// One HTTP message, whose body has a length.
fn message(stream: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let count = stream.read(&mut part)?;
        if count == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(&part[..count]);
        let Some(end) = bytes.windows(4).position(|four| four == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&bytes[..end]).to_ascii_lowercase();
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
        if bytes.len() >= end + 4 + length.unwrap_or(0) {
            return Ok(bytes);
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
