//! A backend's listening socket and its life.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustls::ServerConfig;

use super::conversation::{Voice, serve};
use crate::support::certificate::Certificate;
use crate::support::wait;

/// How a backend begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Speaks {
    /// It answers at once, as `MySQL`, SMTP and SSH do, and keeps the connection until the client leaves.
    First,
    /// It reads first, as HTTP, Redis and TLS servers do, and ends the connection after its answer.
    Second,
    /// As `Second`, but it grants `PostgreSQL`'s `SSLRequest` and then reads on.
    Postgres,
    /// It terminates TLS with a self-signed certificate and then is as `Second`.
    Tls,
}

/// A backend on a free loopback port. It stops listening when dropped; open connections end by themselves.
pub struct Backend {
    name: String,
    address: SocketAddr,
    callers: Arc<Mutex<Vec<SocketAddr>>>,
    stopped: Arc<AtomicBool>,
}

impl Backend {
    /// Starts one; `name` has no spaces.
    pub fn start(name: &str, speaks: Speaks) -> Self {
        assert!(!name.contains(char::is_whitespace), "a backend's name has no spaces");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("no free loopback port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let voice = Voice { name: name.to_owned(), speaks, tls: (speaks == Speaks::Tls).then(tls_server) };
        let backend =
            Self { name: name.to_owned(), address, callers: Arc::default(), stopped: Arc::new(AtomicBool::new(false)) };
        let (callers, stopped) = (Arc::clone(&backend.callers), Arc::clone(&backend.stopped));
        thread::spawn(move || accept(&listener, &Arc::new(voice), &callers, &stopped));
        backend
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How many connections were opened to it by now.
    pub fn dialled(&self) -> usize {
        // Connections are accepted in the order in which they were opened: once it has accepted this one, it has
        // accepted all before it.
        let probe = TcpStream::connect(self.address).and_then(|probe| probe.local_addr());
        let probe = probe.expect("cannot reach a backend");
        let count = wait::until(Duration::from_secs(30), || {
            let mut callers = self.callers.lock().unwrap_or_else(PoisonError::into_inner);
            let position = callers.iter().rposition(|caller| *caller == probe)?;
            callers.remove(position);
            Some(position)
        });
        count.expect("a backend does not accept connections")
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        let _ = TcpStream::connect(self.address);
    }
}

fn accept(listener: &TcpListener, voice: &Arc<Voice>, callers: &Mutex<Vec<SocketAddr>>, stopped: &AtomicBool) {
    while let Ok((stream, caller)) = listener.accept() {
        if stopped.load(Ordering::SeqCst) {
            return;
        }
        callers.lock().unwrap_or_else(PoisonError::into_inner).push(caller);
        let voice = Arc::clone(voice);
        thread::spawn(move || {
            // A client that breaks off is its own affair.
            let _ = serve(stream, &voice);
        });
    }
}

fn tls_server() -> Arc<ServerConfig> {
    let certificate = Certificate::for_names(&["backend.test"]);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the default versions")
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der()], certificate.key_der());
    Arc::new(config.expect("a fresh key fits its certificate"))
}
