use std::ops::Range;

use smol_str::SmolStr;

/// A server name that a rule asks for or excludes: an argument of a `HostSNI` (Traefik's `ParseHostSNI`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredHost {
    /// The argument in lower case, otherwise as written; it need not be a valid host.
    pub name: SmolStr,
    /// Whether it stands under an odd number of `!`.
    pub negated: bool,
    /// The whole `HostSNI(..)`, in bytes of the rule's text.
    pub matcher: Range<usize>,
    /// The argument with its quotes, in bytes of the rule's text.
    pub argument: Range<usize>,
}
