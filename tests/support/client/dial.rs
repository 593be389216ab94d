//! Opening a client's connection, from the address that it wants to have.

use std::io::{self, Write};
use std::net::{SocketAddr, TcpStream};

use socket2::{Domain, Socket, Type};

use super::builder::Client;
use super::deed::Deed;
use super::proxy_header;

/// The connection, or what became of it instead. Panics when the machine, not Traefik, is in the way.
pub(super) fn connect(client: &Client) -> Result<TcpStream, Deed> {
    open(client).map_err(|error| match error.kind() {
        io::ErrorKind::ConnectionRefused => Deed::Refused,
        io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => Deed::Closed,
        _ => panic!("cannot connect to {} from {:?}: {error}", client.target, client.source),
    })
}

fn open(client: &Client) -> io::Result<TcpStream> {
    let socket = Socket::new(Domain::for_address(client.target), Type::STREAM, None)?;
    if let Some(source) = client.source {
        socket.bind(&SocketAddr::new(source, 0).into())?;
    }
    socket.connect_timeout(&client.target.into(), client.patience.max(std::time::Duration::from_secs(2)))?;
    let mut stream = TcpStream::from(socket);
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(client.patience))?;
    if let Some(source) = client.announced {
        stream.write_all(&proxy_header::announcing(source, client.target))?;
    }
    Ok(stream)
}
