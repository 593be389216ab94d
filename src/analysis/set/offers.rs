use std::collections::BTreeSet;

use smol_str::SmolStr;

/// The most protocols of which every choice has a number.
const MOST: usize = 8;

/// What clients offer by ALPN. Each choice of the protocols that matter has a number: bit n of it says whether protocol n is
/// offered. Whether others are offered too matters only when none of these is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(in crate::analysis) struct Offers {
    /// The protocols that matter and of which choices have numbers, in order.
    pub protocols: Vec<SmolStr>,
    /// Those that matter as well and are too many.
    beyond: Vec<SmolStr>,
}

impl Offers {
    /// Nothing is offered.
    pub const NOTHING: u32 = 0;

    /// Of the protocols that matter, the most important first.
    pub fn new(protocols: impl IntoIterator<Item = SmolStr>) -> Self {
        let mut seen = BTreeSet::new();
        let mut all: Vec<SmolStr> = protocols.into_iter().filter(|protocol| seen.insert(protocol.clone())).collect();
        let beyond = all.split_off(all.len().min(MOST));
        all.sort_unstable();
        Self { protocols: all, beyond }
    }

    /// Only protocols that do not matter are offered.
    pub fn only_others(&self) -> u32 {
        1 << self.protocols.len()
    }

    /// Some of those that are too many are offered, whatever else is; none where there are not too many.
    pub fn untold(&self) -> Option<u32> {
        (!self.beyond.is_empty()).then(|| self.only_others() + 1)
    }

    /// The highest number.
    pub fn last(&self) -> u32 {
        self.untold().unwrap_or(self.only_others())
    }

    /// The number of what a client offers.
    pub fn choice(&self, offered: &[SmolStr]) -> u32 {
        if let Some(untold) = self.untold().filter(|_| offered.iter().any(|one| self.beyond.contains(one))) {
            return untold;
        }
        let bits = offered.iter().filter_map(|one| self.bit(one)).fold(0, |bits, bit| bits | bit);
        if bits == 0 && !offered.is_empty() { self.only_others() } else { bits }
    }

    /// The bit of a protocol.
    pub fn bit(&self, protocol: &str) -> Option<u32> {
        let place = self.protocols.iter().position(|own| own == protocol)?;
        Some(1 << place)
    }

    /// What is offered at a number.
    pub fn offer(&self, choice: u32) -> Vec<SmolStr> {
        if Some(choice) == self.untold() {
            return self.beyond.iter().take(1).cloned().collect();
        }
        if choice == self.only_others() {
            return vec![self.other()];
        }
        let chosen = self.protocols.iter().enumerate().filter(|(place, _)| choice >> place & 1 == 1);
        chosen.map(|(_, protocol)| protocol.clone()).collect()
    }

    /// A protocol that does not matter.
    fn other(&self) -> SmolStr {
        let mut name = "other".to_owned();
        while self.protocols.iter().chain(&self.beyond).any(|own| own == name.as_str()) {
            name.push('-');
        }
        name.into()
    }
}

#[cfg(test)]
mod tests {
    use super::Offers;

    #[test]
    fn every_choice_has_a_number() {
        let offers = Offers::new(["h2", "foo"].map(Into::into));
        for choice in 0..=offers.last() {
            assert_eq!(offers.choice(&offers.offer(choice)), choice);
        }
        assert_eq!(offers.choice(&["bar".into(), "h2".into()]), offers.choice(&["h2".into()]));
    }

    #[test]
    fn too_many_protocols_are_untold_together() {
        let offers = Offers::new((0..20).map(|number| format!("p{number}").into()));
        let untold = offers.untold().unwrap();
        assert_eq!(offers.choice(&["p0".into(), "p19".into()]), untold);
        assert_eq!(offers.choice(&offers.offer(untold)), untold);
        assert_ne!(offers.choice(&["p0".into(), "p1".into()]), untold);
    }
}
