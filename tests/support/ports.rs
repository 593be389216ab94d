//! Free ports for a process that has to be told its ports before it opens them.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// As many different free loopback addresses as asked for. Somebody else may take one before it is used: whoever
/// hands them to a process has to be ready to try again with others.
pub fn free(count: usize) -> Vec<SocketAddr> {
    // All are held until the last is found, so that none comes twice.
    let held: Vec<TcpListener> =
        (0..count).map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("no free loopback port")).collect();
    held.iter().map(|listener| listener.local_addr().expect("a bound listener has an address")).collect()
}
