//! Client addresses, one for each stretch that some ranges tell apart.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// Addresses for documentation (RFC 5737, RFC 3849), which read best.
pub(super) const FAMILIAR: [IpAddr; 4] = [
    IpAddr::V4(Ipv4Addr::new(192, 0, 2, 1)),
    IpAddr::V4(Ipv4Addr::new(198, 51, 100, 1)),
    IpAddr::V4(Ipv4Addr::new(203, 0, 113, 1)),
    IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 1)),
];

/// The IPv4-mapped addresses, which count as IPv4: the first, and the first behind them.
const MAPPED: [u128; 2] = [0xffff << 32, 1 << 48];

/// One address of each stretch, a familiar one first.
pub(crate) fn addresses(ranges: impl IntoIterator<Item = IpNet>) -> Vec<IpAddr> {
    let mut v4 = BTreeSet::from([0]);
    let mut v6 = BTreeSet::from([0, MAPPED[1]]);
    for range in ranges {
        match range {
            IpNet::V4(range) => {
                v4.insert(u32::from(range.network()));
                v4.extend(u32::from(range.broadcast()).checked_add(1));
            }
            IpNet::V6(range) => {
                v6.insert(u128::from(range.network()));
                v6.extend(u128::from(range.broadcast()).checked_add(1));
            }
        }
    }
    let stretches = |starts: &BTreeSet<u128>, last: u128| -> Vec<(u128, u128)> {
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([last]);
        starts.iter().copied().zip(ends).collect()
    };
    let v4: BTreeSet<u128> = v4.into_iter().map(u128::from).collect();
    let v4 = stretches(&v4, u32::MAX.into()).into_iter().map(|(first, last)| pick(first, last, &v4_of));
    let v6 = stretches(&v6, u128::MAX).into_iter().filter_map(unmapped);
    let v6 = v6.map(|(first, last)| pick(first, last, &|bits| IpAddr::V6(Ipv6Addr::from(bits))));
    let mut all: Vec<IpAddr> = v4.chain(v6).collect();
    all.sort_by_key(|address| FAMILIAR.iter().position(|familiar| familiar == address).unwrap_or(FAMILIAR.len()));
    all
}

/// The part of a stretch of IPv6 addresses that does not count as IPv4. None of it lies behind the mapped ones, where
/// another stretch begins.
fn unmapped((first, last): (u128, u128)) -> Option<(u128, u128)> {
    let [mapped, behind] = MAPPED;
    if first >= behind {
        return Some((first, last));
    }
    (first < mapped).then(|| (first, last.min(mapped - 1)))
}

/// A familiar address of the stretch, else its second, for the first of a network looks like no client's.
fn pick(first: u128, last: u128, address: &dyn Fn(u128) -> IpAddr) -> IpAddr {
    let bits = |address: &IpAddr| match address {
        IpAddr::V4(v4) => u128::from(u32::from(*v4)),
        IpAddr::V6(v6) => u128::from(*v6),
    };
    let is_v4 = address(first).is_ipv4();
    let familiar = FAMILIAR.iter().filter(|familiar| familiar.is_ipv4() == is_v4).copied();
    let inside = |candidate: &IpAddr| (first..=last).contains(&bits(candidate));
    familiar.into_iter().find(inside).unwrap_or_else(|| address(if first < last { first + 1 } else { first }))
}

fn v4_of(bits: u128) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from(u32::try_from(bits).unwrap_or(u32::MAX)))
}

#[cfg(test)]
mod tests {
    use super::addresses;

    fn of(ranges: &[&str]) -> Vec<String> {
        let ranges = ranges.iter().map(|range| range.parse().unwrap());
        addresses(ranges).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn one_address_speaks_for_each_stretch() {
        assert_eq!(of(&[]), ["192.0.2.1", "2001:db8::1", "::1"]);
        assert_eq!(of(&["10.0.0.0/8"]), ["192.0.2.1", "2001:db8::1", "0.0.0.1", "10.0.0.1", "::1"]);
        assert_eq!(of(&["10.1.2.3/32"]), ["192.0.2.1", "2001:db8::1", "0.0.0.1", "10.1.2.3", "::1"]);
        assert_eq!(of(&["255.255.255.255/32"]), ["192.0.2.1", "2001:db8::1", "255.255.255.255", "::1"]);
        assert_eq!(of(&["::/0"]).len(), 3);
    }

    #[test]
    fn mapped_addresses_are_no_stretch_of_their_own() {
        let found = of(&["::fffe:ffff:ffff/128", "::/64"]);
        assert!(found.iter().all(|address| !address.starts_with("::ffff:")), "{found:?}");
        assert!(found.contains(&"::fffe:ffff:ffff".to_owned()), "{found:?}");
    }
}
