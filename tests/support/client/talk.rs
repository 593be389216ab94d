//! What a client says, and how it reads the answer.

use std::io::{self, Read, Write};
use std::net::TcpStream;

use super::answer::Answer;
use super::builder::Client;
use super::deed::{Deed, Observation, Via};
use super::raw_hello;
use super::tls::Hello;
use super::tls_talk::TlsTalk;

/// `PostgreSQL`'s `SSLRequest` message.
const SSL_REQUEST: [u8; 8] = [0, 0, 0, 8, 4, 210, 22, 47];

pub(super) fn without_answer(deed: Deed) -> Observation {
    Observation { deed, saw: None, ssl_granted: false, alpn: None, certificate: None }
}

/// Has the whole conversation.
pub(super) fn talk(client: &Client, stream: &mut TcpStream) -> Observation {
    let mut heard = Vec::new();
    let mut ssl_granted = false;
    if client.postgres {
        if stream.write_all(&SSL_REQUEST).is_err() {
            return without_answer(Deed::Closed);
        }
        match hear(stream, &mut heard) {
            Ok(()) => ssl_granted = heard == b"S",
            Err(end) => return without_answer(end),
        }
        if !ssl_granted {
            return read_plain(stream, heard, Via::Plain);
        }
        heard.clear();
        std::thread::sleep(client.pause);
    }
    let observation = match &client.hello {
        Some(Hello { raw_sni: Some(sni), alpn, .. }) => say(stream, &raw_hello::record(sni, alpn), Via::Passthrough),
        Some(hello) => TlsTalk::new(hello.connection(), client.segment).run(stream, client),
        None => say(stream, client.words(None), Via::Plain),
    };
    Observation { ssl_granted, ..observation }
}

fn say(stream: &mut TcpStream, bytes: &[u8], via: Via) -> Observation {
    if stream.write_all(bytes).is_err() { without_answer(Deed::Closed) } else { read_plain(stream, Vec::new(), via) }
}

/// Reads an answer that is not in TLS until it can be told whose it is. `heard` is what came already.
pub(super) fn read_plain(stream: &mut TcpStream, mut heard: Vec<u8>, via: Via) -> Observation {
    loop {
        if let Some(observation) = recognise(&heard, via) {
            return observation;
        }
        if let Err(end) = hear(stream, &mut heard) {
            return without_answer(Answer::last_word(&heard, end));
        }
    }
}

pub(super) fn recognise(heard: &[u8], via: Via) -> Option<Observation> {
    match Answer::read(heard) {
        Answer::Backend(name, saw) => {
            Some(Observation { saw: Some(saw), ..without_answer(Deed::Backend { name, via }) })
        }
        Answer::Http(status) => Some(without_answer(Deed::Http { status })),
        Answer::Alert(number) => Some(without_answer(Deed::TlsAlert(number.into()))),
        Answer::Unfinished => None,
        Answer::Unknown if heard.is_empty() => None,
        Answer::Unknown => Some(without_answer(Deed::Unexpected(heard.to_vec()))),
    }
}

/// Appends what comes next, or says how it ended.
pub(super) fn hear(stream: &mut TcpStream, heard: &mut Vec<u8>) -> Result<(), Deed> {
    let mut bytes = [0; 16 * 1024];
    match stream.read(&mut bytes) {
        Ok(0) => Err(Deed::Closed),
        Ok(count) => {
            heard.extend(&bytes[..count]);
            Ok(())
        }
        Err(error) => match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Err(Deed::Silent),
            _ => Err(Deed::Closed),
        },
    }
}
