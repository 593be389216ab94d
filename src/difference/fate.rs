use std::fmt;

use serde::Serialize;
use smol_str::SmolStr;

use crate::routing::{Answer, Cause, ObjectName, Outcome, Reason, RoutingTable, Share};
use crate::rule::TlsMode;

/// What becomes of a connection, as far as its client or the server behind notices.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fate {
    /// What becomes of it.
    pub outcome: Outcome,
    /// Why it is not forwarded.
    pub reason: Option<Reason>,
    /// The services that get it.
    pub services: Vec<Share>,
    /// What happens to TLS; null unless it is forwarded.
    pub tls_mode: Option<TlsMode>,
    /// The middleware that refuses the client.
    pub refused_by: Option<SmolStr>,
    /// The routes of which Traefik takes any by chance.
    pub contenders: Vec<ObjectName>,
    /// Whether Traefik reads the client's first bytes before it chooses, so that a server which speaks first hangs.
    pub waits_for_client: bool,
}

impl Fate {
    /// That of an answer of this table.
    pub(super) fn new(table: &RoutingTable, answer: &Answer<'_>) -> Self {
        let outcome = answer.outcome();
        let forwarded = outcome == Outcome::Forwarded;
        let taker = answer.router.or(answer.contenders.first().copied());
        let taker = taker.filter(|_| forwarded);
        let refused_by = match answer.cause {
            Cause::Denied { middleware } => answer.router.and_then(|router| table.guard_names(router).nth(middleware)),
            _ => None,
        };
        let mut contenders: Vec<ObjectName> = answer.contenders.iter().map(|router| router.object.clone()).collect();
        contenders.dedup();
        Self {
            outcome,
            reason: answer.reason(),
            services: taker.map(|router| router.shares().cloned().collect()).unwrap_or_default(),
            tls_mode: taker.map(|router| router.tls_mode),
            refused_by: refused_by.cloned(),
            contenders: if outcome == Outcome::Ambiguous { contenders } else { Vec::new() },
            waits_for_client: answer.waits_for_client,
        }
    }

    /// In a few words: `default/postgres:5432`, `closed by default/db-allowlist`. Where only TLS or the waiting tells it
    /// from `other`, it says so.
    pub fn words(&self, other: &Self) -> String {
        let mut words = self.to_string();
        if self.outcome != Outcome::Forwarded || other.outcome != Outcome::Forwarded {
            return words;
        }
        if self.tls_mode != other.tls_mode {
            words += match self.tls_mode {
                Some(TlsMode::Passthrough) => ", TLS passed through",
                Some(TlsMode::Terminate) => ", TLS ended by Traefik",
                Some(TlsMode::None) | None => ", TLS not looked at",
            };
        }
        if self.waits_for_client != other.waits_for_client {
            words += if self.waits_for_client { ", once the client has sent something" } else { ", at once" };
        }
        words
    }
}

impl fmt::Display for Fate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.outcome {
            Outcome::Forwarded => {
                for (index, share) in self.services.iter().enumerate() {
                    let before = if index == 0 { "" } else { ", " };
                    write!(f, "{before}{}:{}", share.service, share.port)?;
                    if self.services.len() > 1 {
                        write!(f, " (weight {})", share.weight)?;
                    }
                }
                Ok(())
            }
            Outcome::Http => f.write_str("taken by no TCP router"),
            Outcome::Ambiguous => {
                let names: Vec<String> = self.contenders.iter().map(ToString::to_string).collect();
                write!(f, "left to chance: {}", names.join(" or "))
            }
            Outcome::Closed => match (&self.refused_by, self.reason) {
                (Some(middleware), _) => write!(f, "closed by {middleware}"),
                (None, Some(reason)) => write!(f, "closed ({reason})"),
                (None, None) => f.write_str("closed"),
            },
        }
    }
}
