//! How a connection's first bytes are sent, where that is not as every client does it.

use std::fmt::{self, Display, Formatter};
use std::str::FromStr;
use std::time::Duration;

use crate::support::Client;

/// What else there is to how a connection's first bytes are sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// As every client does.
    #[default]
    Usual,
    /// `records:32`: the TLS hello in records of so many bytes, their headers included.
    Records(usize),
    /// `segments:20`: the TLS hello in two TCP segments, the first of so many bytes.
    Segments(usize),
    /// `hex:1603`: these bytes and then silence.
    Bytes(Vec<u8>),
    /// `pause:900`: so many milliseconds of silence once `PostgreSQL`'s `SSLRequest` is granted.
    Pause(u64),
    /// `tls12`: TLS 1.2 and nothing newer.
    OnlyTls12,
    /// `cert`: a client that shows a certificate of its own where it is asked for one.
    Certificate,
}

impl Shape {
    /// Reads a word of an attempt; panics where a test is written wrongly.
    pub fn parse(word: &str) -> Self {
        match word.split_once(':').unwrap_or((word, "")) {
            ("records", size) => Self::Records(number(size)),
            ("segments", size) => Self::Segments(number(size)),
            ("hex", hex) => Self::Bytes(bytes(hex)),
            ("pause", time) => Self::Pause(number(time)),
            ("tls12", "") => Self::OnlyTls12,
            ("cert", "") => Self::Certificate,
            _ => panic!("`{word}` says nothing about a connection"),
        }
    }

    /// The client that does it so.
    pub fn of(&self, client: Client) -> Client {
        match self {
            Self::Usual => client,
            Self::Records(size) => client.in_records(*size),
            Self::Segments(first) => client.in_segments(*first),
            Self::Bytes(bytes) => client.sending(bytes),
            Self::Pause(time) => client.pausing(Duration::from_millis(*time)),
            Self::OnlyTls12 => client.only_tls12(),
            Self::Certificate => client.showing_certificate(),
        }
    }
}

/// As [`Shape::parse`] reads it, after a blank.
impl Display for Shape {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usual => Ok(()),
            Self::Records(size) => write!(formatter, " records:{size}"),
            Self::Segments(first) => write!(formatter, " segments:{first}"),
            Self::Bytes(bytes) => {
                formatter.write_str(" hex:")?;
                bytes.iter().try_for_each(|byte| write!(formatter, "{byte:02x}"))
            }
            Self::Pause(time) => write!(formatter, " pause:{time}"),
            Self::OnlyTls12 => formatter.write_str(" tls12"),
            Self::Certificate => formatter.write_str(" cert"),
        }
    }
}

fn number<T: FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("`{text}` is not a number"))
}

fn bytes(hex: &str) -> Vec<u8> {
    let byte = |at| u8::from_str_radix(&hex[at..at + 2], 16).expect("two hexadecimal digits are a byte");
    (0..hex.len()).step_by(2).map(byte).collect()
}
