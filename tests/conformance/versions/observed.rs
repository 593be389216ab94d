//! What was observed, by version.

use super::settings::Version;

/// What was seen, from one version to the next: `s1 plain @3.6.11 closed @3.6.12 s1 plain`. Before the first `@` is what
/// the oldest version does. `a | b` is chance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed(Vec<(Option<Version>, String)>);

impl Observed {
    /// Reads it; panics where a case is written wrongly.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.split(" @");
        let mut all = vec![(None, parts.next().unwrap_or_default().trim().to_owned())];
        for part in parts {
            let (since, what) = part.split_once(' ').unwrap_or((part, ""));
            let since: Version = since.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            all.push((Some(since), what.trim().to_owned()));
        }
        assert!(all.is_sorted_by_key(|(since, _)| *since), "{text}: an older version comes first");
        Self(all)
    }

    /// What this version was seen to do. The branches of two minors are taken for one line: `@3.7.1` holds for 3.7.1 and
    /// what has a higher number.
    pub fn at(&self, version: Version) -> &str {
        let met = self.0.iter().rev().find(|(since, _)| since.is_none_or(|since| since <= version));
        met.map_or("", |(_, what)| what)
    }

    /// Whether this version was seen to do one of these things.
    pub fn has(&self, version: Version, what: &str) -> bool {
        self.at(version).split(" | ").any(|one| one == what)
    }
}

#[test]
fn what_holds_since_a_version_holds_for_later_ones() {
    let observed = Observed::parse("s1 plain @3.6.11 closed @3.6.12 s1 plain");
    let at = |text: &str| observed.at(text.parse().unwrap()).to_owned();
    assert_eq!(
        ["3.0.4", "3.6.10", "3.6.11", "3.6.12", "3.7.0"].map(at),
        ["s1 plain", "s1 plain", "closed", "s1 plain", "s1 plain"]
    );
}
