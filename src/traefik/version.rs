use std::fmt;

/// A Traefik, down to its patch: most changes of behaviour lie inside a minor version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TraefikVersion {
    major: u16,
    minor: u16,
    patch: u16,
}

/// The patches whose binaries were run, by minor version; of a minor that is named alone, the last is meant.
const TESTED: [(u16, &[u16]); 7] = [
    (0, &[4]),
    (2, &[0, 1, 2, 3]),
    (3, &[2, 3, 4, 5, 6]),
    (4, &[0, 1, 3]),
    (5, &[0, 1, 3]),
    (6, &[0, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]),
    (7, &[0, 1, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15]),
];

impl TraefikVersion {
    /// The newest version that tcpgen's knowledge was tested against.
    pub const LATEST: Self = Self::new(3, 7, 15);

    /// How one is written, for messages.
    pub const SPELLINGS: &'static str = "write it as `3.6`, `3.6.11`, `v3` or `v2`: Traefik 2 and 3 are known";

    /// Version `major.minor.patch`.
    pub const fn new(major: u16, minor: u16, patch: u16) -> Self {
        Self { major, minor, patch }
    }

    /// Reads `3.7.15`, `v3.7` (its newest tested patch), `v3` (the newest of all) or `v2` (the last of 2.11); none for
    /// anything else, other majors included.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.strip_prefix('v').unwrap_or(text).splitn(3, '.').map(number);
        let major = parts.next()??;
        let minor = parts.next();
        let patch = parts.next();
        match (major, minor, patch) {
            (3, None, _) => Some(Self::LATEST),
            (2, None, _) => Some(Self::newest_of(2, 11)),
            (2 | 3, Some(minor), None) => Some(Self::newest_of(major, minor?)),
            (2 | 3, Some(minor), Some(patch)) => Some(Self::new(major, minor?, patch?)),
            _ => None,
        }
    }

    /// What is meant by a minor version without a patch: the newest patch that was tested, else the newest that is known.
    const fn newest_of(major: u16, minor: u16) -> Self {
        let patch = match (major, minor) {
            (2, 11) => 53,
            (3, 0) => 4,
            (3, 1) => 7,
            (3, 2 | 4 | 5) => 3,
            (3, 3) => 6,
            (3, 6 | 7) => 15,
            _ => 0,
        };
        Self::new(major, minor, patch)
    }

    /// The minor version.
    pub const fn minor(self) -> u16 {
        self.minor
    }

    /// Whether this is a Traefik v2: another API group, other spellings, another rule syntax.
    pub const fn is_v2(self) -> bool {
        self.major == 2
    }

    /// This one, unless it is the other.
    pub fn unless(self, other: Self) -> Option<Self> {
        (self != other).then_some(self)
    }

    /// Whether a text that names a version may mean this one: `3.6` stands for all of its patches, `v3` for all of its
    /// minors.
    pub fn is_meant_by(self, text: &str) -> bool {
        let numbers = text.strip_prefix('v').unwrap_or(text).split('.');
        let own = [self.major, self.minor, self.patch];
        numbers.zip(own).all(|(written, own)| number(written) == Some(own))
    }

    /// Whether this is the version of states that set none.
    pub fn is_default(self) -> bool {
        self == Self::default()
    }

    /// Whether the binary of this very version was run.
    pub fn is_tested(self) -> bool {
        self.major == 3 && TESTED.iter().any(|(minor, patches)| *minor == self.minor && patches.contains(&self.patch))
    }

    /// What to know of answers for this version, unless it was tested itself.
    pub fn note(self) -> Option<String> {
        if self.is_tested() {
            return None;
        }
        let latest = Self::LATEST;
        Some(if self.is_v2() {
            format!("no Traefik {self} was tested: connections are answered as by the oldest Traefik 3")
        } else if self > latest {
            format!("Traefik {self} is newer than the newest that was tested: the answer is that of {latest}")
        } else {
            format!("Traefik {self} itself was not tested: the answer follows from the changes known of its neighbours")
        })
    }

    /// Whether this version has what the patches in `brought`, at most one of each minor version and in ascending order,
    /// brought: a fix of a day is released on several branches at once.
    pub(super) fn has(self, brought: &[Self]) -> bool {
        let same_branch = brought.iter().find(|patch| (patch.major, patch.minor) == (self.major, self.minor));
        match (same_branch, brought.last()) {
            (Some(patch), _) | (None, Some(patch)) => self >= *patch,
            (None, None) => false,
        }
    }
}

fn number(text: &str) -> Option<u16> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

impl Default for TraefikVersion {
    fn default() -> Self {
        Self::LATEST
    }
}

/// As `3.7.15`.
impl fmt::Display for TraefikVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::TraefikVersion;

    #[test]
    fn a_minor_means_all_of_its_patches() {
        let running = TraefikVersion::new(3, 6, 11);
        for (text, means) in
            [("3.6", true), ("v3", true), ("3.6.11", true), ("3.6.1", false), ("3.7", false), ("v2", false)]
        {
            assert_eq!(running.is_meant_by(text), means, "{text}");
        }
    }

    #[test]
    fn versions_are_read_in_every_usual_spelling() {
        assert_eq!(TraefikVersion::parse("3.7"), Some(TraefikVersion::LATEST));
        assert_eq!(TraefikVersion::parse("v3.6.11"), Some(TraefikVersion::new(3, 6, 11)));
        assert_eq!(TraefikVersion::parse("3.6"), Some(TraefikVersion::new(3, 6, 15)));
        assert_eq!(TraefikVersion::parse("v3"), Some(TraefikVersion::LATEST));
        assert_eq!(TraefikVersion::parse("v2"), Some(TraefikVersion::new(2, 11, 53)));
        for wrong in ["", "1.7", "v4", "3.x", "latest", "3.7.beta", "3.7.1.2", "3.", "3.+7", "3.7."] {
            assert_eq!(TraefikVersion::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_fix_holds_on_each_branch_that_has_it_and_on_all_after_the_last() {
        let brought = [TraefikVersion::new(2, 11, 46), TraefikVersion::new(3, 6, 17), TraefikVersion::new(3, 7, 1)];
        let has = |text: &str| TraefikVersion::parse(text).is_some_and(|version| version.has(&brought));
        for with in ["2.11.46", "3.6.17", "3.6.20", "3.7.1", "3.7.15", "3.8.0"] {
            assert!(has(with), "{with}");
        }
        for without in ["2.11.45", "3.0.4", "3.5.3", "3.6.16", "3.7.0"] {
            assert!(!has(without), "{without}");
        }
    }

    #[test]
    fn a_version_that_was_not_run_is_answered_with_a_note() {
        let note = |text: &str| TraefikVersion::parse(text).and_then(TraefikVersion::note);
        assert_eq!(note("3.7.15"), None);
        assert!(note("3.9").is_some_and(|note| note.contains("newer than the newest")));
        assert!(note("3.7.11").is_some_and(|note| note.contains("neighbours")));
        assert!(note("2.11").is_some_and(|note| note.contains("oldest Traefik 3")));
    }
}
