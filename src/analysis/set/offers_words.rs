use std::fmt;

use serde::Serialize;
use smol_str::SmolStr;

use super::offers::Offers;
use super::steps::Stretches;

/// What clients offer by ALPN. One is meant if it offers none of `none_of` and all of `all_of`, and beside that one of
/// `any_of`, or one of neither list where `any_other` is true, or nothing where `none` is true.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct OfferList {
    /// One of these at least.
    pub any_of: Vec<SmolStr>,
    /// All of these; if set, the other fields do not apply.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all_of: Vec<SmolStr>,
    /// Not one of these.
    pub none_of: Vec<SmolStr>,
    /// Clients that offer nothing.
    pub none: bool,
    /// Clients that offer another protocol.
    pub any_other: bool,
}

impl OfferList {
    /// Whatever is offered.
    pub fn everything() -> Self {
        Self { none: true, any_other: true, ..Self::default() }
    }

    /// Some choices, as disjoint lists: as few as are found.
    pub(super) fn of(offers: &Offers, stretches: &Stretches) -> Vec<Self> {
        let mut left: Vec<bool> = vec![false; offers.last() as usize + 1];
        for &(first, last) in stretches {
            let last = (last as usize).min(left.len() - 1);
            left.get_mut(first as usize..=last).into_iter().flatten().for_each(|inside| *inside = true);
        }
        if left.iter().all(|inside| *inside) {
            return vec![Self::everything()];
        }
        let mut lists = Vec::new();
        while let Some(shape) = Shape::largest(offers, &left) {
            for (choice, inside) in (0..).zip(&mut left) {
                *inside &= !shape.has(offers, choice);
            }
            lists.push(shape.list(offers));
        }
        lists
    }

    /// Whether a client is meant that offers these.
    pub fn has(&self, offered: &[SmolStr]) -> bool {
        if offered.iter().any(|protocol| self.none_of.contains(protocol)) {
            return false;
        }
        if !self.all_of.is_empty() {
            return self.all_of.iter().all(|protocol| offered.contains(protocol));
        }
        let meant = |protocol: &SmolStr| self.any_other || self.any_of.contains(protocol);
        if offered.is_empty() { self.none } else { offered.iter().any(meant) }
    }

    /// Whether it is everything.
    pub fn is_everything(&self) -> bool {
        self.none && self.any_other && self.none_of.is_empty()
    }
}

/// An [`OfferList`] in bits.
#[derive(Clone, Copy, Debug, Default)]
struct Shape {
    all_of: u32,
    any_of: u32,
    none_of: u32,
    none: bool,
    any_other: bool,
}

impl Shape {
    fn has(self, offers: &Offers, choice: u32) -> bool {
        if choice > offers.only_others() {
            return false;
        }
        if choice == offers.only_others() {
            return self.any_other;
        }
        if choice == Offers::NOTHING {
            return self.none;
        }
        let asked = if self.all_of == 0 { choice & self.any_of != 0 } else { choice & self.all_of == self.all_of };
        choice & self.none_of == 0 && asked
    }

    /// A shape of choices that are all left, as many as there are.
    fn largest(offers: &Offers, left: &[bool]) -> Option<Self> {
        Self::largest_of_any(offers, left).or_else(|| Self::largest_of_all(offers, left))
    }

    /// The same, of clients that offer several protocols together.
    fn largest_of_all(offers: &Offers, left: &[bool]) -> Option<Self> {
        let all = offers.only_others() - 1;
        let mut best: Option<(usize, Self)> = None;
        for all_of in 1..=all {
            let others = all & !all_of;
            for none_of in (0..=others).filter(|none_of| none_of & !others == 0) {
                let shape = Self { all_of, none_of, ..Self::default() };
                let mut choices = (1..=all).filter(|choice| shape.has(offers, *choice));
                let size = 1usize << (others & !none_of).count_ones();
                let is_larger = best.is_none_or(|(most, _)| size > most);
                if is_larger && choices.all(|choice| left.get(choice as usize).copied().unwrap_or(false)) {
                    best = Some((size, shape));
                }
            }
        }
        best.map(|(_, shape)| shape)
    }

    fn largest_of_any(offers: &Offers, left: &[bool]) -> Option<Self> {
        let all = offers.only_others() - 1;
        let is_left = |choice: u32| left.get(choice as usize).copied().unwrap_or(false);
        let (none, any_other) = (is_left(Offers::NOTHING), is_left(offers.only_others()));
        let mut best: Option<(usize, Self)> = None;
        for none_of in 0..=all {
            let free = all & !none_of;
            // What of the rest may be offered together with anything else of it.
            let may = |bit: u32| (1..=free).filter(|choice| choice & !free == 0 && choice & bit != 0).all(is_left);
            let any_of =
                (0..32).map(|place| 1u32 << place).filter(|bit| bit & free != 0 && may(*bit)).fold(0, |a, b| a | b);
            let shape = Self { any_of, none_of, none, any_other: any_other && any_of == free, all_of: 0 };
            let size = (0..=offers.only_others()).filter(|choice| shape.has(offers, *choice)).count();
            if size > 0 && best.is_none_or(|(most, _)| size > most) {
                best = Some((size, shape));
            }
        }
        best.map(|(_, shape)| shape)
    }

    fn list(self, offers: &Offers) -> OfferList {
        let names = |bits: u32| {
            let chosen = offers.protocols.iter().enumerate().filter(|(place, _)| bits >> place & 1 == 1);
            chosen.map(|(_, protocol)| protocol.clone()).collect::<Vec<_>>()
        };
        // Where any other protocol will do, it need not be said of those that are known.
        let any_of = if self.any_other { Vec::new() } else { names(self.any_of) };
        let all_of = names(self.all_of);
        OfferList { any_of, all_of, none_of: names(self.none_of), none: self.none, any_other: self.any_other }
    }
}

/// For people: `offering h2 or foo, but not bar`.
impl fmt::Display for OfferList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_everything() {
            return f.write_str("any protocol or none");
        }
        let mut parts = Vec::new();
        if self.none {
            parts.push("no protocol".to_owned());
        }
        if !self.all_of.is_empty() {
            parts.push(self.all_of.join(" and "));
        }
        if !self.any_of.is_empty() {
            parts.push(self.any_of.join(" or "));
        }
        if self.any_other {
            parts.push(if self.none_of.is_empty() { "any protocol" } else { "another protocol" }.to_owned());
        }
        // Nobody but a certificate authority offers that, so only programs need to know that it is left out.
        let told = |protocol: &&SmolStr| *protocol != "acme-tls/1" || self.none_of.len() > 1 && self.any_other;
        let but: Vec<&str> = self.none_of.iter().filter(told).map(SmolStr::as_str).collect();
        let but = if but.is_empty() || parts == ["no protocol"] {
            String::new()
        } else {
            format!(", but not {}", but.join(" or "))
        };
        write!(f, "{}{but}", parts.join(" or "))
    }
}

#[cfg(test)]
mod tests {
    use super::{OfferList, Offers};

    fn told(wanted: impl Fn(&[&str]) -> bool) -> Vec<String> {
        let offers = Offers::new(["foo", "h2", "bar"].map(Into::into));
        let chosen = (0..=offers.last()).filter(|choice| {
            let offer = offers.offer(*choice);
            wanted(&offer.iter().map(smol_str::SmolStr::as_str).collect::<Vec<_>>())
        });
        OfferList::of(&offers, &chosen.map(|choice| (choice, choice)).collect())
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn choices_are_told_in_few_words() {
        assert_eq!(told(|_| true), ["any protocol or none"]);
        assert_eq!(told(|offer| offer.is_empty()), ["no protocol"]);
        assert_eq!(told(|offer| offer.contains(&"h2")), ["h2"]);
        assert_eq!(told(|offer| !offer.contains(&"h2")), ["no protocol or another protocol, but not h2"]);
        assert_eq!(told(|offer| offer.is_empty() || offer.contains(&"h2")), ["no protocol or h2"]);
        assert_eq!(told(|offer| !offer.is_empty() && !offer.contains(&"h2")), ["another protocol, but not h2"]);
        assert_eq!(told(|offer| offer.contains(&"h2") && offer.contains(&"foo")), ["foo and h2"]);
        assert_eq!(told(|offer| offer == ["foo", "h2"]), ["foo and h2, but not bar"]);
    }
}
