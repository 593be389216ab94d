//! What a backend says on one connection.

use std::io::{self, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use rustls::{ServerConfig, ServerConnection, StreamOwned};

use super::listener::Speaks;
use super::{GREETING, Saw};

/// The longest that a connection is kept: nothing outlives its test by more.
const LIFE: Duration = Duration::from_mins(2);

/// `PostgreSQL`'s `SSLRequest` message.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

/// As many bytes of what was seen are told.
const TOLD: usize = 64;

/// Who speaks, and how.
pub(super) struct Voice {
    pub(super) name: String,
    pub(super) speaks: Speaks,
    pub(super) tls: Option<Arc<ServerConfig>>,
}

/// Talks to one client until it leaves.
pub(super) fn serve(mut stream: TcpStream, voice: &Voice) -> io::Result<()> {
    stream.set_read_timeout(Some(LIFE))?;
    stream.set_nodelay(true)?;
    if let Some(config) = &voice.tls {
        let connection = ServerConnection::new(Arc::clone(config)).map_err(io::Error::other)?;
        let mut stream = StreamOwned::new(connection, stream);
        let mut seen = [0; TOLD];
        let count = stream.read(&mut seen)?;
        answer(&mut stream, &voice.name, &Saw::InsideTls(seen[..count].to_vec()))?;
        stream.conn.send_close_notify();
        stream.flush()?;
        return drain(&mut stream.sock);
    }
    let saw = match voice.speaks {
        Speaks::First => Saw::Nothing,
        _ => listen(&mut stream, voice.speaks == Speaks::Postgres)?,
    };
    answer(&mut stream, &voice.name, &saw)?;
    if voice.speaks != Speaks::First {
        stream.shutdown(Shutdown::Write)?;
    }
    drain(&mut stream)
}

fn answer(stream: &mut impl Write, name: &str, saw: &Saw) -> io::Result<()> {
    stream.write_all(format!("{GREETING}{name} {saw}\n").as_bytes())?;
    stream.flush()
}

fn listen(stream: &mut TcpStream, grants_ssl: bool) -> io::Result<Saw> {
    let first = first_bytes(stream)?;
    if first.starts_with(&SSL_REQUEST) {
        if !grants_ssl {
            return Ok(Saw::SslRequest);
        }
        stream.write_all(b"S")?;
        let next = first_bytes(stream)?;
        return Ok(if is_client_hello(&next) { Saw::SslRequestThenClientHello } else { Saw::Plain(next) });
    }
    Ok(if is_client_hello(&first) { Saw::ClientHello } else { Saw::Plain(first) })
}

/// What comes first: all of an `SSLRequest`, or the beginning of anything else. An end before that is an error.
fn first_bytes(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut seen = [0; TOLD];
    let mut count = 0;
    while count == 0 || (count < SSL_REQUEST.len() && SSL_REQUEST.starts_with(&seen[..count])) {
        match stream.read(&mut seen[count..])? {
            0 if count == 0 => return Err(io::ErrorKind::UnexpectedEof.into()),
            0 => break,
            more => count += more,
        }
    }
    Ok(seen[..count].to_vec())
}

fn is_client_hello(bytes: &[u8]) -> bool {
    // A record of type handshake, and SSL 3's major version, which every TLS has.
    bytes.starts_with(&[0x16, 3])
}

/// Reads what is left: a socket that is closed with unread bytes resets the connection, and the answer with it.
fn drain(stream: &mut TcpStream) -> io::Result<()> {
    let mut rest = [0; 4096];
    while stream.read(&mut rest)? > 0 {}
    Ok(())
}
