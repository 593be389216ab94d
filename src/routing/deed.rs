use std::fmt;

use super::ObjectName;
use super::backend::Backend;
use super::guard::Guard;
use super::tls_options::TlsOptions;
use super::weights::Turns;
use crate::rule::{Language, TlsMode};

/// All of a router that decides which connections it takes and what becomes of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Deed<'t> {
    pub(super) object: &'t ObjectName,
    pub(super) rule: &'t str,
    pub(super) language: Language,
    pub(super) priority: i64,
    pub(super) tls_mode: TlsMode,
    pub(super) backends: &'t [Backend],
    pub(super) turns: Turns,
    pub(super) options: Option<&'t Result<TlsOptions, String>>,
    pub(super) guards: Guards<'t>,
}

/// The guards of a router, in their order.
#[derive(Clone, Copy)]
pub(super) struct Guards<'t> {
    pub all: &'t [Guard],
    /// Their places among all.
    pub own: &'t [u32],
}

impl<'t> Guards<'t> {
    fn iter(self) -> impl Iterator<Item = &'t Guard> {
        self.own.iter().filter_map(move |&guard| self.all.get(guard as usize))
    }
}

impl PartialEq for Guards<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Guards<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
