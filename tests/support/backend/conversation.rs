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

/// As many bytes are read at once: more than the longest PROXY protocol header.
const READ: usize = 256;

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
    let Some(length) = proxy_header(&first) else { return hear(stream, first, grants_ssl) };
    let rest = if length == first.len() { first_bytes(stream)? } else { first[length..].to_vec() };
    Ok(Saw::AfterProxyHeader(Box::new(hear(stream, rest, grants_ssl)?)))
}

/// How long the PROXY protocol header is that comes first, if one does.
fn proxy_header(first: &[u8]) -> Option<usize> {
    if first.starts_with(b"PROXY ") {
        return first.windows(2).position(|pair| pair == b"\r\n").map(|end| end + 2);
    }
    let length = first.starts_with(b"\r\n\r\n\0\r\nQUIT\n").then(|| first.get(14..16))??;
    Some(16 + usize::from(u16::from_be_bytes([length[0], length[1]]))).filter(|length| *length <= first.len())
}

/// What the client has to say, of which `first` is the beginning.
fn hear(stream: &mut TcpStream, first: Vec<u8>, grants_ssl: bool) -> io::Result<Saw> {
    if first.starts_with(&SSL_REQUEST) {
        if !grants_ssl {
            return Ok(Saw::SslRequest);
        }
        stream.write_all(b"S")?;
        let next = first_bytes(stream)?;
        if next.starts_with(&SSL_REQUEST) {
            // PostgreSQL takes it for a broken TLS hello.
            return Err(io::ErrorKind::InvalidData.into());
        }
        return Ok(if is_client_hello(&next) { Saw::SslRequestThenClientHello } else { plain(next) });
    }
    Ok(if is_client_hello(&first) { Saw::ClientHello } else { plain(first) })
}

fn plain(mut bytes: Vec<u8>) -> Saw {
    bytes.truncate(TOLD);
    Saw::Plain(bytes)
}

/// What comes first: all of an `SSLRequest`, or the beginning of anything else. An end before that is an error.
fn first_bytes(stream: &mut TcpStream) -> io::Result<Vec<u8>> {
    let mut seen = [0; READ];
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
