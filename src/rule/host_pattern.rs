use smol_str::SmolStr;

use super::client::Client;

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
}

impl HostPattern {
    /// Reads an argument that [`InvalidHost`](super::InvalidHost) has nothing to say about.
    pub(super) fn from_checked(host: &str) -> Self {
        if host == "*" {
            return Self::CatchAll;
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

    /// Whether a client is one of those meant.
    pub fn matches(&self, client: &Client<'_>) -> bool {
        self.matches_name(client.sni())
    }

    /// The same for a server name as [`Client::sni`] gives it; empty means none.
    pub fn matches_name(&self, sni: &str) -> bool {
        match self {
            Self::CatchAll => true,
            Self::AnyName => !sni.is_empty(),
            Self::Exact(host) => !sni.is_empty() && equal_fold(sni, host),
            Self::Wildcard(suffix) => sni.split_once('.').is_some_and(|(_, rest)| equal_fold(rest, suffix)),
        }
    }

    /// The argument in canonical form: what reads back as this pattern.
    pub fn to_argument(&self) -> String {
        let dotted =
            |name: &str| if name.is_empty() || name.ends_with('.') { format!("{name}.") } else { name.to_owned() };
        match self {
            Self::CatchAll | Self::AnyName => "*".to_owned(),
            Self::Exact(name) => dotted(name),
            Self::Wildcard(suffix) => format!("*.{}", dotted(suffix)),
        }
    }
}

/// Go's `strings.EqualFold` for a lower-case ASCII `host` and a lower-case `sni`: of all letters beyond ASCII, only the
/// long s still folds to one inside it. (v2 compares without folding, and nobody asks for such a name.)
fn equal_fold(sni: &str, host: &str) -> bool {
    if sni.is_ascii() {
        return sni == host;
    }
    sni.chars().map(|letter| if letter == 'ſ' { 's' } else { letter }).eq(host.chars())
}
