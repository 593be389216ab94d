use std::ops::Range;

use smol_str::SmolStr;

/// A server name that a rule asks for: an argument of a `HostSNI` that is not negated (Traefik's `ParseHostSNI`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredHost {
    /// The argument in lower case, otherwise as written; it need not be a valid host.
    pub name: SmolStr,
    /// The whole `HostSNI(..)`, in bytes of the rule's text.
    pub matcher: Range<usize>,
    /// The argument with its quotes, in bytes of the rule's text.
    pub argument: Range<usize>,
}
