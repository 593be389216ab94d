//! One connection to a running Traefik: a handshake, and nothing else.

use std::io::{self, ErrorKind, Read, Write};
use std::net::{IpAddr, Shutdown, SocketAddr, TcpStream, ToSocketAddrs};
use std::time::Duration;

use tokio::net::TcpSocket;
use tokio::runtime::Builder;
use tokio::time::timeout;

use super::tls;
use crate::connection::{ClientHello, Connection};
use crate::file_store::reason;
use crate::running::Seen;

/// How long it may take to connect, and to answer a handshake.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a connection has to stay open to count as open.
const QUIET: Duration = Duration::from_millis(400);

/// PostgreSQL's SSLRequest (its documentation, "Message Formats").
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// Makes a connection and reports what was seen of it, or why it cannot be made from here. `source` is the address that it has
/// to come from; none: any of this machine.
pub(super) fn dial(connection: &Connection, source: Option<IpAddr>, host: &str, port: u16) -> Result<Seen, String> {
    let target = match resolve(host, port, connection.client_ip) {
        Ok(target) => target,
        Err(why) => return Ok(Seen::Unreachable(why)),
    };
    let mut stream = match connect(source, target) {
        Ok(stream) => stream,
        Err(Lost::Here(why)) => return Err(why),
        Err(Lost::There(why)) => return Ok(Seen::Unreachable(why)),
    };
    let seen = converse(connection, &mut stream);
    // It is over in any case.
    let _ = stream.shutdown(Shutdown::Both);
    seen
}

fn resolve(host: &str, port: u16, client: IpAddr) -> Result<SocketAddr, String> {
    let found = (host, port).to_socket_addrs().map_err(|error| reason(&error))?;
    let mut found = found.filter(|address| address.is_ipv4() == client.is_ipv4());
    let family = if client.is_ipv4() { "IPv4" } else { "IPv6" };
    found.next().ok_or_else(|| format!("{host} has no {family} address"))
}

/// Why there is no connection: because of this machine, or the other one.
enum Lost {
    Here(String),
    There(String),
}

/// The standard library cannot choose the address that a connection comes from.
fn connect(source: Option<IpAddr>, target: SocketAddr) -> Result<TcpStream, Lost> {
    let here = |error: io::Error| Lost::Here(reason(&error));
    let runtime = Builder::new_current_thread().enable_all().build().map_err(here)?;
    runtime.block_on(async {
        let socket = if target.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }.map_err(here)?;
        if let Some(source) = source {
            let foreign = |_| Lost::Here(format!("this machine does not have the address {source}"));
            socket.bind(SocketAddr::new(source, 0)).map_err(foreign)?;
        }
        let connected = timeout(PATIENCE, socket.connect(target)).await;
        let connected = connected.map_err(|_| Lost::There("no answer".to_owned()))?;
        let stream = connected.map_err(|error| match error.kind() {
            ErrorKind::InvalidInput | ErrorKind::AddrNotAvailable | ErrorKind::NetworkUnreachable => here(error),
            _ => Lost::There(reason(&error)),
        })?;
        let stream = stream.into_std().map_err(here)?;
        stream.set_nonblocking(false).map_err(here)?;
        Ok(stream)
    })
}

fn converse(connection: &Connection, stream: &mut TcpStream) -> Result<Seen, String> {
    if connection.postgres
        && let Some(seen) = request_tls(stream)
    {
        return Ok(seen);
    }
    match &connection.tls {
        Some(hello) => shake_hands(hello, stream),
        None => Ok(wait(stream, QUIET, Seen::Open)),
    }
}

/// Asks for TLS as PostgreSQL's clients do. None if it is granted.
fn request_tls(stream: &mut TcpStream) -> Option<Seen> {
    let mut answer = [0];
    let asked = stream.write_all(&SSL_REQUEST).and_then(|()| stream.set_read_timeout(Some(PATIENCE)));
    match asked.and_then(|()| stream.read(&mut answer)) {
        Ok(1) if answer == *b"S" => None,
        Ok(1) if answer == *b"N" => Some(Seen::NoTls),
        Ok(1) => Some(Seen::NotTls),
        Err(error) if is_late(&error) => Some(Seen::Silent),
        _ => Some(Seen::Closed),
    }
}

fn shake_hands(hello: &ClientHello, stream: &mut TcpStream) -> Result<Seen, String> {
    let mut client = tls::client(hello)?;
    if stream.set_read_timeout(Some(PATIENCE)).is_err() {
        return Ok(Seen::Closed);
    }
    while client.is_handshaking() {
        if let Err(error) = client.complete_io(stream) {
            return Ok(broken(&error));
        }
    }
    let alpn = client.alpn_protocol().map(|name| String::from_utf8_lossy(name).into_owned());
    let done = Seen::Handshake { alpn };
    // With TLS 1.3 a server refuses a client's certificate once the client is done.
    if stream.set_read_timeout(Some(QUIET)).is_err() {
        return Ok(done);
    }
    Ok(match client.read_tls(stream) {
        Ok(0) => Seen::Closed,
        Ok(_) => match client.process_new_packets() {
            Ok(state) if state.peer_has_closed() => Seen::Closed,
            Ok(_) => done,
            Err(error) => tls::seen(&error),
        },
        Err(error) if is_late(&error) => done,
        Err(_) => Seen::Closed,
    })
}

/// What a handshake that did not come to its end shows.
fn broken(error: &io::Error) -> Seen {
    if is_late(error) {
        return Seen::Silent;
    }
    match error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>()) {
        Some(error) => tls::seen(error),
        None => Seen::Closed,
    }
}

/// Waits whether anything comes.
fn wait(stream: &mut TcpStream, time: Duration, quiet: Seen) -> Seen {
    match stream.set_read_timeout(Some(time)).and_then(|()| stream.read(&mut [0])) {
        Ok(0) => Seen::Closed,
        Ok(_) => Seen::Spoke,
        Err(error) if is_late(&error) => quiet,
        Err(_) => Seen::Closed,
    }
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut)
}
