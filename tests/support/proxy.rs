//! A proxy that connects every client to one server, whatever it asks for, and records that.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// How a client asks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// `CONNECT` of HTTP.
    Connect,
    /// SOCKS 5, with a user and password if the client has them.
    Socks,
    /// `CONNECT`, and it refuses with this code.
    Refused(u16),
}

/// A proxy on a free loopback port. It stops listening when dropped.
pub struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<Wanted>>>,
    stopped: Arc<AtomicBool>,
}

/// What a client asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// `cluster.test:6443`
    pub target: String,
    /// As it came: `Basic ...`, or `user:password` with SOCKS. Empty: none.
    pub login: String,
}

impl Proxy {
    pub fn start(asks: Asks, behind: SocketAddr) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, stopped) = (Arc::<Mutex<Vec<Wanted>>>::default(), Arc::new(AtomicBool::new(false)));
        let (noted, stop) = (Arc::clone(&asked), Arc::clone(&stopped));
        thread::spawn(move || {
            while let Ok((stream, _)) = listener.accept() {
                if stop.load(Ordering::SeqCst) {
                    return;
                }
                let noted = Arc::clone(&noted);
                thread::spawn(move || serve(stream, asks, behind, &noted));
            }
        });
        Self { address, asked, stopped }
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// All that was asked for, each once.
    pub fn asked(&self) -> Vec<Wanted> {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone();
        asked.dedup();
        asked
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

fn serve(mut client: TcpStream, asks: Asks, behind: SocketAddr, noted: &Mutex<Vec<Wanted>>) -> io::Result<()> {
    let wanted = if asks == Asks::Socks { socks(&mut client)? } else { connect(&client)? };
    noted.lock().unwrap_or_else(PoisonError::into_inner).push(wanted);
    let server = TcpStream::connect(behind)?;
    match asks {
        Asks::Connect => client.write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?,
        Asks::Socks => client.write_all(&[5, 0, 0, 1, 127, 0, 0, 1, 0, 0])?,
        Asks::Refused(code) => return write!(client, "HTTP/1.1 {code} No\r\nContent-Length: 0\r\n\r\n"),
    }
    let (from_client, to_server) = (client.try_clone()?, server.try_clone()?);
    let upwards = thread::spawn(move || pass(from_client, to_server));
    pass(server, client);
    let _ = upwards.join();
    Ok(())
}

fn pass(mut from: TcpStream, mut to: TcpStream) {
    let _ = io::copy(&mut from, &mut to);
    let _ = to.shutdown(Shutdown::Write);
}

fn connect(client: &TcpStream) -> io::Result<Wanted> {
    let mut reader = BufReader::new(client);
    let mut wanted = Wanted { target: String::new(), login: String::new() };
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line == "\r\n" {
            return Ok(wanted);
        }
        match line.trim_end().split_once(' ') {
            Some(("CONNECT", rest)) => rest.split(' ').next().unwrap_or_default().clone_into(&mut wanted.target),
            Some((name, value)) if name.eq_ignore_ascii_case("proxy-authorization:") => {
                value.clone_into(&mut wanted.login);
            }
            _ => {}
        }
    }
}

fn socks(client: &mut TcpStream) -> io::Result<Wanted> {
    take(client, 1)?;
    let methods = counted(client)?;
    let mut login = String::new();
    if methods.contains(&2) {
        client.write_all(&[5, 2])?;
        take(client, 1)?;
        let (user, password) = (counted(client)?, counted(client)?);
        login = format!("{}:{}", String::from_utf8_lossy(&user), String::from_utf8_lossy(&password));
        client.write_all(&[1, 0])?;
    } else {
        client.write_all(&[5, 0])?;
    }
    let head = take(client, 4)?;
    let host = match head[3] {
        3 => String::from_utf8_lossy(&counted(client)?).into_owned(),
        1 => take(client, 4)?.iter().map(ToString::to_string).collect::<Vec<_>>().join("."),
        other => return Err(io::Error::other(format!("tests use no address of type {other}"))),
    };
    let port = take(client, 2)?;
    Ok(Wanted { target: format!("{host}:{}", u16::from_be_bytes([port[0], port[1]])), login })
}

fn take(client: &mut TcpStream, count: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; count];
    client.read_exact(&mut bytes)?;
    Ok(bytes)
}

/// Bytes with their count before them.
fn counted(client: &mut TcpStream) -> io::Result<Vec<u8>> {
    let count = take(client, 1)?[0];
    take(client, count.into())
}
