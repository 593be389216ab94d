//! What Traefik makes of a client's first bytes (`pkg/server/router/tcp/router.go`, `clientHelloInfo`).

use super::decision::MuxerKind;
use super::{Cause, ClientHello, Connection, HelloForm};
use crate::rule::Client;
use crate::traefik::{Changes, change};

/// How a connection goes on once its first bytes are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// As TLS, with the server name and the protocols of its hello.
    Named,
    /// As TLS, of which Traefik sees neither.
    Nameless {
        /// Why a handshake with Traefik cannot succeed, if that is so.
        handshake: Option<Cause>,
    },
    /// As plain.
    Plain,
    /// Not at all: it is closed.
    Closed(Cause),
}

impl Seen {
    /// What Traefik sees of a TLS client.
    pub fn of(hello: &ClientHello, changes: Changes) -> Self {
        let or_closed =
            |closed: bool, cause: Cause, otherwise: Self| if closed { Self::Closed(cause) } else { otherwise };
        let nameless = |cause| Self::Nameless { handshake: Some(cause) };
        if hello.is_unreadable() {
            let cause = Cause::UnreadableHello;
            return or_closed(changes.has(&change::UNREADABLE_HELLO_CLOSED), cause, nameless(cause));
        }
        let (unfinished, cause) = (changes.has(&change::UNFINISHED_HELLO_CLOSED), Cause::UnfinishedHello);
        match hello.form {
            HelloForm::Whole | HelloForm::Unreadable => Self::Named,
            HelloForm::Fragmented if changes.has(&change::FRAGMENTED_HELLO_READ) => Self::Named,
            HelloForm::Fragmented => Self::Nameless { handshake: None },
            HelloForm::Unfinished => or_closed(unfinished, cause, nameless(cause)),
            HelloForm::HeaderUnfinished => or_closed(unfinished, cause, Self::Plain),
            HelloForm::Overlong => {
                let cause = Cause::OverlongRecord;
                or_closed(changes.has(&change::OVERLONG_RECORD_CLOSED), cause, nameless(cause))
            }
        }
    }
}

/// The client as the rules of a list see it.
pub(super) fn client(connection: &Connection, muxer: MuxerKind, changes: Changes) -> Client<'_> {
    let address = connection.client_ip;
    match &connection.tls {
        Some(hello) if muxer != MuxerKind::Plain => match Seen::of(hello, changes) {
            Seen::Named => {
                let alpn = hello.alpn.iter().map(smol_str::SmolStr::as_str);
                Client::tls(hello.sni.as_deref().unwrap_or(""), address, alpn)
            }
            _ => Client::tls("", address, []),
        },
        _ => Client::plain(address),
    }
}
