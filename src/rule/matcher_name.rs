use std::fmt;

use strsim::normalized_damerau_levenshtein;

/// The four matchers of a TCP rule (`pkg/muxer/tcp/matcher.go`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MatcherName {
    /// The server name that a TLS client asks for.
    HostSni,
    /// The same by regular expression.
    HostSniRegexp,
    /// The client's address.
    ClientIp,
    /// A protocol that a TLS client offers.
    Alpn,
}

/// Matchers of HTTP routers that a TCP router does not know (`pkg/muxer/http/matcher.go` and `matcher_v2.go`).
const HTTP_MATCHERS: [&str; 14] = [
    "Header",
    "HeaderRegexp",
    "Headers",
    "HeadersRegexp",
    "Host",
    "HostHeader",
    "HostRegexp",
    "Method",
    "Path",
    "PathPrefix",
    "PathRegexp",
    "PathPrefixStrip",
    "Query",
    "QueryRegexp",
];

impl MatcherName {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::HostSni, Self::HostSniRegexp, Self::ClientIp, Self::Alpn];

    /// The spelling of Traefik's documentation.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HostSni => "HostSNI",
            Self::HostSniRegexp => "HostSNIRegexp",
            Self::ClientIp => "ClientIP",
            Self::Alpn => "ALPN",
        }
    }

    /// The matcher of this spelling. Traefik registers four: as documented, lower case, upper case, and with the first
    /// letter alone in upper case (`pkg/rules/parser.go`, `NewParser`).
    pub fn from_spelling(spelling: &str) -> Option<Self> {
        let name = Self::ALL.into_iter().find(|name| name.as_str().eq_ignore_ascii_case(spelling))?;
        let (_, rest) = spelling.split_at(1);
        let lower = |text: &str| !text.bytes().any(|byte| byte.is_ascii_uppercase());
        let upper = !spelling.bytes().any(|byte| byte.is_ascii_lowercase());
        (spelling == name.as_str() || lower(rest) || upper).then_some(name)
    }

    /// The matcher that somebody who wrote `spelling` most likely meant.
    pub fn closest(spelling: &str) -> Option<Self> {
        let spelling = spelling.rsplit('.').next().unwrap_or(spelling).to_ascii_lowercase();
        if spelling.len() > 2 * Self::HostSniRegexp.as_str().len() {
            return None;
        }
        match spelling.as_str() {
            "host" | "sni" | "servername" | "hosts" => return Some(Self::HostSni),
            "hostregexp" | "hostregex" | "sniregexp" => return Some(Self::HostSniRegexp),
            "ip" | "sourceip" | "sourcerange" | "remoteaddr" => return Some(Self::ClientIp),
            _ if is_http_matcher(&spelling) => return None,
            _ => {}
        }
        let scored = Self::ALL
            .map(|name| (name, normalized_damerau_levenshtein(&spelling, &name.as_str().to_ascii_lowercase())));
        let best = scored.into_iter().max_by(|a, b| a.1.total_cmp(&b.1))?;
        (best.1 >= 0.6).then_some(best.0)
    }
}

/// Whether HTTP routers have a matcher of this name, in any case.
pub(super) fn is_http_matcher(spelling: &str) -> bool {
    HTTP_MATCHERS.iter().any(|name| name.eq_ignore_ascii_case(spelling))
}

impl fmt::Display for MatcherName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_spellings_and_no_others() {
        for spelling in ["HostSNI", "hostsni", "HOSTSNI", "Hostsni"] {
            assert_eq!(MatcherName::from_spelling(spelling), Some(MatcherName::HostSni), "{spelling}");
        }
        for spelling in ["Hostsniregexp", "HOSTSNIREGEXP", "Clientip", "Alpn", "alpn", "ALPN"] {
            assert!(MatcherName::from_spelling(spelling).is_some(), "{spelling}");
        }
        for spelling in [
            "hostSNI",
            "HostSni",
            "ClientIp",
            "clientIP",
            "HostSNIregexp",
            "HostSniRegexp",
            "aLPN",
            "Host",
            "",
            "é",
            "_",
        ] {
            assert_eq!(MatcherName::from_spelling(spelling), None, "{spelling}");
        }
    }

    #[test]
    fn what_was_meant() {
        for (spelling, meant) in [
            ("Host", Some(MatcherName::HostSni)),
            ("hostSNI", Some(MatcherName::HostSni)),
            ("HostSN", Some(MatcherName::HostSni)),
            ("a.HostSNI", Some(MatcherName::HostSni)),
            ("HostRegexp", Some(MatcherName::HostSniRegexp)),
            ("HostSniRegex", Some(MatcherName::HostSniRegexp)),
            ("ClientIPs", Some(MatcherName::ClientIp)),
            ("APLN", Some(MatcherName::Alpn)),
            ("PathPrefix", None),
            ("Headers", None),
            ("frobnicate", None),
        ] {
            assert_eq!(MatcherName::closest(spelling), meant, "{spelling}");
        }
    }
}
