use std::net::IpAddr;
use std::sync::Arc;

use ipnet::IpNet;

use super::algebra::algebra;
use super::cidr::{self, MAPPED};
use super::steps::Steps;
use crate::analysis::addresses::FAMILIAR;
use crate::source_range::SourceRange;

/// A set of client addresses. An IPv4-mapped address is the IPv4 address, as Traefik compares, so IPv4 has its place
/// among the IPv6 addresses here: that of its mapped ones.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Clients(Arc<Steps<u128, bool>>);

algebra!(Clients);

impl Clients {
    /// The addresses of which a function is true.
    pub(super) fn new(inside: Steps<u128, bool>) -> Self {
        Self(Arc::new(inside))
    }

    /// All addresses.
    pub fn everyone() -> Self {
        Self::new(Steps::constant(true))
    }

    /// No address.
    pub fn nobody() -> Self {
        Self::new(Steps::constant(false))
    }

    /// The addresses of these ranges.
    pub fn of<'r>(ranges: impl IntoIterator<Item = &'r SourceRange>) -> Self {
        Self::from_stretches(ranges.into_iter().flat_map(|range| stretches(range.network())).collect())
    }

    /// The addresses from the first to the last of each stretch, in any order.
    pub(in crate::analysis) fn from_stretches(mut stretches: Vec<(u128, u128)>) -> Self {
        stretches.sort_unstable();
        let mut later: Vec<(u128, bool)> = Vec::with_capacity(2 * stretches.len());
        let mut first = false;
        let mut end: Option<u128> = None;
        for (start, last) in stretches {
            if end.is_some_and(|end| start <= end.saturating_add(1)) {
                end = end.max(Some(last));
                continue;
            }
            later.extend(end.and_then(|end| end.checked_add(1)).map(|behind| (behind, false)));
            if start == 0 {
                first = true;
            } else {
                later.push((start, true));
            }
            end = Some(last);
        }
        later.extend(end.and_then(|end| end.checked_add(1)).map(|behind| (behind, false)));
        Self::new(Steps::new(first, later))
    }

    /// Whether an address is one of them.
    pub fn contains(&self, address: IpAddr) -> bool {
        *self.0.at(number(address))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_constant(&false)
    }

    /// Whether these are all.
    pub fn is_everyone(&self) -> bool {
        self.0.is_constant(&true)
    }

    /// The same as a function.
    pub(in crate::analysis) fn steps(&self) -> &Steps<u128, bool> {
        &self.0
    }

    /// First and last addresses, as numbers, in order.
    pub(in crate::analysis) fn stretches(&self) -> impl Iterator<Item = (u128, u128)> {
        self.0.stretches(u128::MAX).filter(|(_, _, inside)| **inside).map(|(first, last, _)| (first, last))
    }

    /// As ranges: as few as there can be, IPv4 first.
    pub fn ranges(&self) -> Vec<IpNet> {
        cidr::ranges(self.stretches())
    }

    /// One of them: a familiar one of documentation if there is any, else the second address of the first stretch, for
    /// the first of a network looks like no client's. IPv4 comes first.
    pub fn witness(&self) -> Option<IpAddr> {
        if let Some(familiar) = FAMILIAR.into_iter().find(|familiar| self.contains(*familiar)) {
            return Some(familiar);
        }
        let (mapped, end) = MAPPED;
        let in_v4 = |(first, last): (u128, u128)| {
            let (first, last) = (first.max(mapped), last.min(end));
            (first <= last).then_some((first, last))
        };
        let (first, last) = self.stretches().find_map(in_v4).or_else(|| self.stretches().next())?;
        Some(address(if first < last { first + 1 } else { first }))
    }
}

/// An address's number.
pub(super) fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// The address of a number.
pub(in crate::analysis) fn address(number: u128) -> IpAddr {
    std::net::Ipv6Addr::from_bits(number).to_canonical()
}

/// A range's numbers. An IPv6 range holds no IPv4 address, so one around the mapped addresses is in two parts.
pub(in crate::analysis) fn stretches(range: IpNet) -> impl Iterator<Item = (u128, u128)> {
    let (first, last) = (number(range.network()), number(range.broadcast()));
    let (mapped, end) = MAPPED;
    let apart = matches!(range, IpNet::V6(_)) && first <= mapped && last >= end;
    let parts = if apart {
        let before = mapped.checked_sub(1).filter(|before| first <= *before).map(|before| (first, before));
        let behind = (last > end).then_some((end + 1, last));
        [before, behind]
    } else {
        [Some((first, last)), None]
    };
    parts.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ranges: &[&str]) -> Clients {
        Clients::of(&ranges.iter().map(|range| SourceRange::parse(range).unwrap()).collect::<Vec<_>>())
    }

    fn ranges(clients: &Clients) -> Vec<String> {
        clients.ranges().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn ranges_are_merged_to_as_few_as_there_can_be() {
        assert_eq!(ranges(&of(&["10.0.0.0/9", "10.128.0.0/9", "10.1.2.3"])), ["10.0.0.0/8"]);
        assert_eq!(ranges(&of(&["10.0.0.1", "10.0.0.2", "10.0.0.3"])), ["10.0.0.1/32", "10.0.0.2/31"]);
        assert_eq!(ranges(&Clients::everyone()), ["0.0.0.0/0", "::/0"]);
        assert_eq!(ranges(&Clients::nobody()), [""; 0]);
        assert_eq!(ranges(&of(&["::ffff:10.0.0.0/104", "2001:db8::/32"])), ["10.0.0.0/8", "2001:db8::/32"]);
    }

    #[test]
    fn no_ipv6_range_holds_an_ipv4_client() {
        let v6 = of(&["::/0"]);
        assert!(!v6.contains("10.0.0.1".parse().unwrap()));
        assert!(!v6.contains("::ffff:10.0.0.1".parse().unwrap()));
        assert_eq!(ranges(&v6), ["::/0"]);
        assert_eq!(ranges(&v6.complement()), ["0.0.0.0/0"]);
        assert_eq!(ranges(&of(&["::/64"])), ["::/64"]);
        assert_eq!(ranges(&of(&["::fffc:0:0/94"])), ["::fffc:0:0/94"]);
        assert_eq!(v6.union(&v6.complement()), Clients::everyone());
    }

    #[test]
    fn a_witness_is_familiar_where_there_is_one() {
        let witness = |clients: &Clients| clients.witness().map(|address| address.to_string());
        assert_eq!(witness(&Clients::everyone()).unwrap(), "192.0.2.1");
        assert_eq!(witness(&of(&["10.0.0.0/8"])).unwrap(), "10.0.0.1");
        assert_eq!(witness(&of(&["10.0.0.7", "::/0"])).unwrap(), "2001:db8::1");
        assert_eq!(witness(&of(&["10.0.0.7", "fe80::/10"])).unwrap(), "10.0.0.7");
        assert_eq!(witness(&Clients::nobody()), None);
    }
}
