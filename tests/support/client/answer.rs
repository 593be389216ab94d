//! Recognising who answered.

use super::deed::Deed;
use crate::support::backend::{GREETING, Saw};

/// Who answered, as far as the bytes tell.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A backend: its name, and what it saw.
    Backend(String, Saw),
    /// Traefik's HTTP server.
    Http(Option<u16>),
    /// Too little to tell yet.
    Unfinished,
    /// A TLS alert in the open, by its number.
    Alert(u8),
    /// None of these.
    Unknown,
}

impl Answer {
    pub(super) fn read(bytes: &[u8]) -> Self {
        if begins_like(bytes, GREETING) {
            return Self::read_backend(bytes).unwrap_or(Self::Unfinished);
        }
        if begins_like(bytes, "HTTP/1.") {
            let status = bytes.get(9..12).and_then(|code| std::str::from_utf8(code).ok());
            return status.map_or(Self::Unfinished, |code| Self::Http(code.parse().ok()));
        }
        match bytes {
            // An HTTP/2 frame of type SETTINGS: its length in three bytes, its type, its flags, stream 0.
            [0, 0, _, 4, _, 0, 0, 0, 0, ..] => Self::Http(None),
            [0, ..] if bytes.len() < 9 => Self::Unfinished,
            // A record of type alert: its version, its length, its level, its description.
            [0x15, 3, _, 0, 2, _, description] => Self::Alert(*description),
            _ => Self::Unknown,
        }
    }

    fn read_backend(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (name, saw) = text.strip_prefix(GREETING)?.strip_suffix('\n')?.split_once(' ')?;
        Some(Self::Backend(name.to_owned(), Saw::parse(saw)?))
    }

    /// What the bytes amount to when nothing more comes.
    pub(super) fn last_word(bytes: &[u8], end: Deed) -> Deed {
        if bytes.is_empty() { end } else { Deed::Unexpected(bytes.to_vec()) }
    }
}

/// Whether the bytes begin with the text, or the text with the bytes.
pub(super) fn begins_like(bytes: &[u8], text: &str) -> bool {
    let common = bytes.len().min(text.len());
    common > 0 && bytes[..common] == text.as_bytes()[..common]
}
