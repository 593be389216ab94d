//! A conversation inside TLS.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use rustls::{ClientConnection, Error};

use super::answer::{Answer, begins_like};
use super::builder::Client;
use super::deed::{Deed, Observation, Via};
use super::talk::{hear, read_plain, recognise, without_answer};
use crate::support::backend::{GREETING, Saw};

/// A conversation in TLS.
pub(super) struct TlsTalk {
    tls: ClientConnection,
    /// What was said inside TLS.
    inside: Vec<u8>,
    sent: bool,
    /// The size of the first TCP segment, until it is sent.
    segment: Option<usize>,
}

/// Long enough for Traefik to read the first segment before the second comes.
const BETWEEN_SEGMENTS: Duration = Duration::from_millis(50);

impl TlsTalk {
    pub(super) fn new(tls: ClientConnection, segment: Option<usize>) -> Self {
        Self { tls, inside: Vec::new(), sent: false, segment }
    }

    pub(super) fn run(mut self, stream: &mut TcpStream, client: &Client) -> Observation {
        let deed = self.converse(stream, client);
        let alpn = self.tls.alpn_protocol().map(|protocol| String::from_utf8_lossy(protocol).into_owned());
        let certificate = self.tls.peer_certificates().and_then(|chain| chain.first()).map(|first| first.to_vec());
        Observation { alpn, certificate, ..deed }
    }

    fn converse(&mut self, stream: &mut TcpStream, client: &Client) -> Observation {
        let mut first = true;
        loop {
            if !self.tls.is_handshaking() && !self.sent {
                self.sent = true;
                let words = client.words(self.tls.alpn_protocol());
                self.tls.writer().write_all(words).expect("rustls keeps what it cannot send yet");
            }
            if let Some(size) = self.segment.take() {
                let mut hello = Vec::new();
                let _ = self.tls.write_tls(&mut hello);
                let (start, rest) = hello.split_at(size.min(hello.len()));
                let _ = stream.write_all(start);
                thread::sleep(BETWEEN_SEGMENTS);
                let _ = stream.write_all(rest);
            }
            while self.tls.wants_write() {
                if self.tls.write_tls(stream).is_err() {
                    // What the server said before it hung up is still to be read.
                    break;
                }
            }
            let mut heard = Vec::new();
            if let Err(end) = hear(stream, &mut heard) {
                return without_answer(Answer::last_word(&self.inside, end));
            }
            if first && (begins_like(&heard, GREETING) || begins_like(&heard, "HTTP/")) {
                // Somebody answered in the open: TLS was never theirs.
                return read_plain(stream, heard, Via::Passthrough);
            }
            first = false;
            if let Some(observation) = self.take(&heard) {
                return observation;
            }
        }
    }

    /// Feeds what was heard to TLS; tells what became of the connection if that is known by now.
    fn take(&mut self, mut heard: &[u8]) -> Option<Observation> {
        while !heard.is_empty() {
            if self.tls.read_tls(&mut heard).is_err() {
                return Some(without_answer(Deed::Unexpected(heard.to_vec())));
            }
            match self.tls.process_new_packets() {
                Ok(_) => {}
                Err(Error::AlertReceived(alert)) => return Some(without_answer(Deed::TlsAlert(alert))),
                Err(_) => return Some(without_answer(Deed::Unexpected(heard.to_vec()))),
            }
            // `WouldBlock` only says that there is no more for now.
            let _ = self.tls.reader().read_to_end(&mut self.inside);
        }
        let observation = recognise(&self.inside, Via::Terminated)?;
        Some(match observation {
            // The backend had the key, so Traefik had not.
            Observation { deed: Deed::Backend { name, .. }, saw: saw @ Some(Saw::InsideTls(_)), .. } => {
                Observation { saw, ..without_answer(Deed::Backend { name, via: Via::Passthrough }) }
            }
            other => other,
        })
    }
}
