use smol_str::SmolStr;

use super::axis::Axis;
use super::clients::Clients;
use super::mode::Mode;
use crate::analysis::keys::Key;

/// Connections as somebody asks for them. What is left out is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// The entry points.
    pub entry_points: Option<Vec<SmolStr>>,
    /// Where the clients come from.
    pub clients: Option<Clients>,
    /// Whether they speak TLS.
    pub tls: Option<bool>,
    /// The server names that they send, in lower case: names and `*.names`, one label under.
    pub names: Option<Vec<SmolStr>>,
    /// Protocols of which they offer one at least.
    pub alpn: Option<Vec<SmolStr>>,
    /// Whether they send PostgreSQL's SSLRequest first.
    pub postgres: Option<bool>,
}

impl Selection {
    /// The names that it asks for.
    pub(super) fn keys(&self) -> impl Iterator<Item = Key> {
        self.names.iter().flatten().map(|name| match name.strip_prefix("*.") {
            Some(suffix) => Key::Suffix(suffix.into()),
            None => Key::Host(name.clone()),
        })
    }

    /// The numbers of the names that it asks for, in order.
    pub(super) fn asked(&self, axis: &Axis, with_untold: bool) -> Vec<u32> {
        let mut asked: Vec<u32> = self.keys().flat_map(|key| axis.names.of(&key).to_vec()).collect();
        // Exact names are always distinguished; names under a wildcard may be among the rest.
        let wildcard = self.keys().any(|key| matches!(key, Key::Suffix(_)));
        asked.extend(axis.names.untold().filter(|_| with_untold && wildcard));
        asked.sort_unstable();
        asked.dedup();
        asked
    }

    /// Whether it asks for connections of this mode.
    pub(super) fn has_mode(&self, mode: Mode) -> bool {
        let implied = self.names.is_some() || self.alpn.is_some();
        self.tls.is_none_or(|tls| tls == mode.is_tls())
            && self.postgres.is_none_or(|postgres| postgres == mode.is_postgres())
            && (mode.is_tls() || !implied)
    }
}
