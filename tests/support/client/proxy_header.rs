//! The header with which a proxy announces its client: PROXY protocol, version 2, section 2.2 of its specification.

use std::net::{IpAddr, SocketAddr};

const SIGNATURE: [u8; 12] = *b"\r\n\r\n\0\r\nQUIT\n";
/// Version 2, command PROXY.
const VERSION_AND_COMMAND: u8 = 0x21;
const TCP_OVER_IPV4: u8 = 0x11;
const TCP_OVER_IPV6: u8 = 0x21;

/// The header that says: this connection comes from `source`. The destination has the same family, as it must.
pub(super) fn announcing(source: IpAddr, destination: SocketAddr) -> Vec<u8> {
    let (family, addresses) = match source {
        IpAddr::V4(source) => {
            let IpAddr::V4(destination) = destination.ip() else { panic!("Traefik listens on IPv4 here") };
            (TCP_OVER_IPV4, [source.octets(), destination.octets()].concat())
        }
        IpAddr::V6(source) => (TCP_OVER_IPV6, [source.octets(), source.octets()].concat()),
    };
    let ports = [40_000_u16.to_be_bytes(), destination.port().to_be_bytes()].concat();
    let length = u16::try_from(addresses.len() + ports.len()).expect("36 bytes at most");
    let mut header = SIGNATURE.to_vec();
    header.extend([VERSION_AND_COMMAND, family]);
    header.extend(length.to_be_bytes());
    header.extend(addresses);
    header.extend(ports);
    header
}
