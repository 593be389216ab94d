//! A TLS `ClientHello` made by hand (RFC 8446, section 4.1.2), for server names that no TLS library would send.

const SERVER_NAME: u16 = 0;
const SUPPORTED_GROUPS: u16 = 10;
const SIGNATURE_ALGORITHMS: u16 = 13;
const ALPN: u16 = 16;
const SUPPORTED_VERSIONS: u16 = 43;

/// One record with a hello that names `sni`, byte for byte, and offers `alpn`. Enough for a server to route by; there
/// is no key in it, so no handshake can follow.
pub(super) fn record(sni: &[u8], alpn: &[Vec<u8>]) -> Vec<u8> {
    let host_name = [&[0][..], &long(sni)].concat();
    let mut extensions = extension(SERVER_NAME, &long(&host_name));
    // P-256; ECDSA and RSA-PSS with SHA-256; TLS 1.3 and 1.2.
    extensions.extend(extension(SUPPORTED_GROUPS, &long(&[0, 23])));
    extensions.extend(extension(SIGNATURE_ALGORITHMS, &long(&[4, 3, 8, 4])));
    extensions.extend(extension(SUPPORTED_VERSIONS, &short(&[3, 4, 3, 3])));
    if !alpn.is_empty() {
        let names: Vec<u8> = alpn.iter().flat_map(|name| short(name)).collect();
        extensions.extend(extension(ALPN, &long(&names)));
    }
    let mut hello = vec![3, 3];
    hello.extend([7; 32]);
    hello.extend(short(&[]));
    // TLS_AES_128_GCM_SHA256 and TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256; no compression.
    hello.extend(long(&[0x13, 0x01, 0xC0, 0x2B]));
    hello.extend(short(&[0]));
    hello.extend(long(&extensions));
    let message = [&[1, 0][..], &long(&hello)].concat();
    [&[0x16, 3, 1][..], &long(&message)].concat()
}

fn extension(kind: u16, body: &[u8]) -> Vec<u8> {
    [&kind.to_be_bytes()[..], &long(body)].concat()
}

/// The bytes after their length in one byte.
fn short(bytes: &[u8]) -> Vec<u8> {
    [&[u8::try_from(bytes.len()).expect("255 bytes at most")][..], bytes].concat()
}

/// The bytes after their length in two bytes.
fn long(bytes: &[u8]) -> Vec<u8> {
    [&u16::try_from(bytes.len()).expect("65,535 bytes at most").to_be_bytes()[..], bytes].concat()
}
