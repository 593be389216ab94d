use thiserror::Error;

use super::syntax::{Language, Syntax};
use crate::traefik::change;

/// Why Traefik takes a `HostSNI` argument for no host name.
///
/// Traefik's test is the regular expression ``^(\*\.)?[[:word:]\.\-\:]+$`` (`pkg/muxer/tcp/matcher.go`; v2 has no
/// `*.`, and older Traefiks have neither that nor the underscore). It also accepts text that is not a host name, such as
/// `x:443` or `..`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum InvalidHost {
    /// `*` elsewhere than alone or as the whole first label: `*test`, `a.*.test`, `*.*.test`.
    #[error("a wildcard can only be the whole first label")]
    MisplacedWildcard,
    /// `*.` with nothing behind it.
    #[error("nothing follows the wildcard")]
    BareWildcard,
    /// `*.example.com` in v2 syntax.
    #[error("v2 syntax has no wildcards")]
    WildcardInV2,
    /// `*.example.com` before [`change::WILDCARD_HOSTS`].
    #[error("this Traefik has no wildcards yet")]
    WildcardTooEarly,
    /// `a_b.example.com` before [`change::UNDERSCORE_HOSTS`].
    #[error("this Traefik takes no underscores yet")]
    UnderscoreTooEarly,
    /// An international name that is not in its ASCII form.
    #[error("it is not ASCII; write the `xn--` form")]
    NonAscii,
    /// A character of URLs, regular expressions or templates, or a blank.
    #[error("`{0}` cannot be part of a host name")]
    Character(char),
}

impl InvalidHost {
    /// What is wrong with an argument, if anything; `*` and the empty text are not for this test.
    pub(super) fn of(host: &str, language: Language) -> Option<Self> {
        Self::ever(host, language.syntax == Syntax::V3).or_else(|| {
            if host.contains('*') && !language.changes.has(&change::WILDCARD_HOSTS) {
                return Some(Self::WildcardTooEarly);
            }
            let underscore = host.contains('_') && !language.changes.has(&change::UNDERSCORE_HOSTS);
            underscore.then_some(Self::UnderscoreTooEarly)
        })
    }

    /// What every Traefik finds wrong with it.
    fn ever(host: &str, wildcards: bool) -> Option<Self> {
        let name = if wildcards { host.strip_prefix("*.").unwrap_or(host) } else { host };
        if name.is_empty() {
            return Some(Self::BareWildcard);
        }
        let refused = name.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':')))?;
        Some(match refused {
            '*' if !wildcards && host.starts_with("*.") => Self::WildcardInV2,
            '*' => Self::MisplacedWildcard,
            _ if !refused.is_ascii() => Self::NonAscii,
            _ => Self::Character(refused),
        })
    }
}
