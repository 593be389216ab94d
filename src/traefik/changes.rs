use super::change::{Change, all};
use super::version::TraefikVersion;

/// The changes that are in force: a version's, or a mixture that tells which of them causes a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Changes(u64);

impl Changes {
    /// Those that a version has.
    pub fn of(version: TraefikVersion) -> Self {
        all().filter(|change| change.is_in(version)).fold(Self(0), Self::with)
    }

    /// Whether a change is among them.
    pub const fn has(self, change: &Change) -> bool {
        self.0 & (1 << change.bit) != 0
    }

    /// These and one more.
    #[must_use]
    pub const fn with(self, change: &Change) -> Self {
        Self(self.0 | 1 << change.bit)
    }

    /// Those that are in force on one side alone.
    pub fn differing(self, other: Self) -> impl Iterator<Item = &'static Change> {
        all().filter(move |change| self.has(change) != other.has(change))
    }

    /// These, with one change as `other` has it.
    #[must_use]
    pub const fn taking(self, change: &Change, other: Self) -> Self {
        let bit = 1 << change.bit;
        Self(self.0 & !bit | other.0 & bit)
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self::of(TraefikVersion::default())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Changes, all};
    use crate::traefik::TraefikVersion;

    #[test]
    fn each_change_has_a_bit_and_a_name_of_its_own() {
        let count = all().count();
        assert!(count <= 64, "a `u64` has no room for {count}");
        assert_eq!(all().map(|change| change.bit).collect::<BTreeSet<_>>().len(), count);
        assert_eq!(all().map(|change| change.id).collect::<BTreeSet<_>>().len(), count);
    }

    #[test]
    fn taking_every_difference_makes_one_side_of_the_other() {
        let (old, new) = (Changes::of(TraefikVersion::new(3, 0, 4)), Changes::default());
        let taken = old.differing(new).fold(old, |changes, change| changes.taking(change, new));
        assert_eq!(taken, new);
        assert_ne!(old, new);
    }
}
