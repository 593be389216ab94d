//! Which Traefik a state is for.

use std::fmt;

/// A Traefik version as far as it changes what an object means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TraefikVersion {
    major: u16,
    minor: u16,
}

impl TraefikVersion {
    /// The version that tcpgen's knowledge was tested against.
    pub const LATEST: Self = Self { major: 3, minor: 7 };

    /// Version `major.minor`.
    pub const fn new(major: u16, minor: u16) -> Self {
        Self { major, minor }
    }

    /// Reads `3.7`, `v3.7`, `3.7.15`, `v3` (its latest minor) or `v2`; none for anything else, other majors included.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix('v').unwrap_or(text).splitn(3, '.');
        let major = parts.next()?.parse().ok()?;
        let minor = match parts.next() {
            Some(minor) => minor.parse().ok()?,
            None if major == 2 => 11,
            None => Self::LATEST.minor,
        };
        let patch_is_number = parts.next().is_none_or(|patch| patch.parse::<u16>().is_ok());
        (patch_is_number && (2..=3).contains(&major)).then_some(Self { major, minor })
    }

    /// The minor version.
    pub const fn minor(self) -> u16 {
        self.minor
    }

    /// Whether this is a Traefik v2: another API group, other spellings, another rule syntax.
    pub fn is_v2(self) -> bool {
        self.major == 2
    }
}

impl Default for TraefikVersion {
    fn default() -> Self {
        Self::LATEST
    }
}

impl fmt::Display for TraefikVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}.{}", self.major, self.minor)
    }
}

#[cfg(test)]
mod tests {
    use super::TraefikVersion;

    #[test]
    fn versions_are_read_in_every_usual_spelling() {
        assert_eq!(TraefikVersion::parse("3.7"), Some(TraefikVersion::new(3, 7)));
        assert_eq!(TraefikVersion::parse("v3.6.11"), Some(TraefikVersion::new(3, 6)));
        assert_eq!(TraefikVersion::parse("v3"), Some(TraefikVersion::LATEST));
        assert_eq!(TraefikVersion::parse("v2"), Some(TraefikVersion::new(2, 11)));
        for wrong in ["", "1.7", "v4", "3.x", "latest", "3.7.beta", "3.7.1.2"] {
            assert_eq!(TraefikVersion::parse(wrong), None, "{wrong}");
        }
    }
}
