use smol_str::SmolStr;

use super::client::Client;
use super::syntax::{Language, Syntax};
use crate::traefik::change;

/// What a `HostSNI` argument stands for (`pkg/muxer/tcp/matcher.go`, `hostSNI`; `pkg/muxer/muxer.go`).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HostPattern {
    /// `*`: every connection, with or without a server name, TLS or plain.
    CatchAll,
    /// v2 only, a `*` that is not the first argument: every connection that has a server name.
    AnyName,
    /// One name: in lower case, with one trailing dot cut off, as Traefik compares it.
    Exact(SmolStr),
    /// `*.suffix`: exactly one label, which may be empty, before the suffix (kept as [`Self::Exact`] keeps its name).
    Wildcard(SmolStr),
    /// A name that Traefik takes and that no client has: `.`, or in v3 syntax one with capitals while these count
    /// ([`change::CASELESS_HOSTS`]). As it was written.
    Never(SmolStr),
    /// v3 only, a name with several dots at its end while each comparison in vain cuts one more
    /// ([`change::DOT_CUT_ONCE`]): whether it matches depends on the clients before. With its dots.
    Dotted(SmolStr),
}

impl HostPattern {
    /// Reads an argument that [`InvalidHost`](super::InvalidHost) has nothing to say about.
    pub(super) fn from_checked(host: &str, language: Language) -> Self {
        if host == "*" {
            return Self::CatchAll;
        }
        let lacks = |change| language.syntax == Syntax::V3 && !language.changes.has(change);
        let has_capitals = host.bytes().any(|byte| byte.is_ascii_uppercase());
        if host == "." || has_capitals && lacks(&change::CASELESS_HOSTS) {
            return Self::Never(host.into());
        }
        if host.ends_with("..") && lacks(&change::DOT_CUT_ONCE) {
            let only_dots = host.bytes().all(|byte| byte == b'.');
            return if only_dots { Self::Never(host.into()) } else { Self::Dotted(host.into()) };
        }
        let lower = host.to_ascii_lowercase();
        let name = lower.strip_suffix('.').unwrap_or(&lower);
        match name.strip_prefix("*.") {
            Some(suffix) => Self::Wildcard(suffix.into()),
            // `*..` without its last dot.
            None if name == "*" => Self::Wildcard(SmolStr::default()),
            None => Self::Exact(name.into()),
        }
    }

    /// Whether a client is one of those meant; none where that depends on the clients before.
    pub fn matches(&self, client: &Client<'_>) -> Option<bool> {
        self.matches_name(client.sni())
    }

    /// The same for a server name as [`Client::sni`] gives it; empty means none.
    pub fn matches_name(&self, sni: &str) -> Option<bool> {
        Some(match self {
            Self::CatchAll => true,
            Self::AnyName => !sni.is_empty(),
            Self::Exact(host) => !sni.is_empty() && equal_fold(sni, host),
            Self::Wildcard(suffix) => sni.split_once('.').is_some_and(|(_, rest)| equal_fold(rest, suffix)),
            Self::Never(_) => false,
            Self::Dotted(written) => return (sni != dotless(written)).then_some(false),
        })
    }

    /// The name that a [`Self::Dotted`] may match, or the one of an [`Self::Exact`].
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Exact(name) => Some(name),
            Self::Dotted(written) => Some(dotless(written)),
            _ => None,
        }
    }

    /// The argument in canonical form: what reads back as this pattern.
    pub fn to_argument(&self) -> String {
        let dotted = |name: &str| if name.ends_with('.') { format!("{name}.") } else { name.to_owned() };
        match self {
            Self::CatchAll | Self::AnyName => "*".to_owned(),
            Self::Exact(name) => dotted(name),
            Self::Wildcard(suffix) if suffix.is_empty() => "*..".to_owned(),
            Self::Wildcard(suffix) => format!("*.{}", dotted(suffix)),
            Self::Never(written) | Self::Dotted(written) => written.to_string(),
        }
    }
}

fn dotless(written: &str) -> &str {
    written.trim_end_matches('.')
}

/// Go's `strings.EqualFold` for a lower-case ASCII `host` and a lower-case `sni`: of all letters beyond ASCII, only the
/// long s still folds to one inside it. (v2 compares without folding, and nobody asks for such a name.)
fn equal_fold(sni: &str, host: &str) -> bool {
    if sni.is_ascii() {
        return sni == host;
    }
    sni.chars().map(|letter| if letter == 'ſ' { 's' } else { letter }).eq(host.chars())
}
