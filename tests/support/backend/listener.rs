//! A backend's listening socket and its life.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use rustls::ServerConfig;

use super::conversation::{Voice, serve};
use crate::support::certificate::Certificate;

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
    dialled: Arc<AtomicUsize>,
    stopped: Arc<AtomicBool>,
}

impl Backend {
    /// Starts one; `name` has no spaces.
    pub fn start(name: &str, speaks: Speaks) -> Self {
        assert!(!name.contains(char::is_whitespace), "a backend's name has no spaces");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("no free loopback port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let voice = Voice { name: name.to_owned(), speaks, tls: (speaks == Speaks::Tls).then(tls_server) };
        let backend = Self {
            name: name.to_owned(),
            address,
            dialled: Arc::new(AtomicUsize::new(0)),
            stopped: Arc::new(AtomicBool::new(false)),
        };
        let (dialled, stopped) = (Arc::clone(&backend.dialled), Arc::clone(&backend.stopped));
        thread::spawn(move || accept(&listener, &Arc::new(voice), &dialled, &stopped));
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

    /// How many connections it has accepted.
    pub fn dialled(&self) -> usize {
        self.dialled.load(Ordering::SeqCst)
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        // Wakes the thread that waits for the next connection.
        let _ = TcpStream::connect(self.address);
    }
}

fn accept(listener: &TcpListener, voice: &Arc<Voice>, dialled: &AtomicUsize, stopped: &AtomicBool) {
    while let Ok((stream, _)) = listener.accept() {
        if stopped.load(Ordering::SeqCst) {
            return;
        }
        dialled.fetch_add(1, Ordering::SeqCst);
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
