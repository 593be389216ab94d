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
    pub(super) guards: Vec<&'t Guard>,
}
