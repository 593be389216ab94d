//! Client addresses, one for each part into which source ranges divide them.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

use crate::source_range::SourceRange;

/// From the networks for documentation (RFC 5737, RFC 3849): in nobody's range, or in one of everybody.
const ELSEWHERE: [IpAddr; 2] =
    [IpAddr::V4(Ipv4Addr::new(203, 0, 113, 9)), IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 9))];

/// An address in each range and in none of the narrower ones, and addresses outside of all.
///
/// Networks nest or are apart, so these are all the clients that the ranges tell from each other.
pub(super) fn addresses(ranges: &BTreeSet<SourceRange>) -> Vec<IpAddr> {
    let mut networks: Vec<IpNet> = ranges.iter().map(SourceRange::network).collect();
    // Wide before narrow where they begin alike: what follows a network and lies in it are its parts.
    networks.sort_by_key(|network| (network.network(), network.prefix_len()));
    networks.dedup();
    let mut found: Vec<IpAddr> = (0..networks.len()).filter_map(|at| own_address(&networks, at)).collect();
    found.extend(outside(&networks));
    let mut known = BTreeSet::new();
    found.retain(|address| known.insert(*address));
    found
}

/// An address of the network at `at` that no narrower one has.
fn own_address(networks: &[IpNet], at: usize) -> Option<IpAddr> {
    let network = networks.get(at)?;
    let narrower = networks.get(at + 1..)?.iter().take_while(|other| network.contains(*other));
    let free =
        |address: &&IpAddr| network.contains(*address) && !narrower.clone().any(|other| other.contains(*address));
    if let Some(address) = ELSEWHERE.iter().find(free) {
        return Some(*address);
    }
    // The network's own address is no client's, unless it is the only one.
    let first = number(network.network()) + u128::from(network.prefix_len() < network.max_prefix_len() - 1);
    gap(first, number(network.broadcast()), narrower, network.network())
}

/// The first address from `first` to `last` that none of these networks has.
fn gap<'n>(first: u128, last: u128, taken: impl Iterator<Item = &'n IpNet>, family: IpAddr) -> Option<IpAddr> {
    let mut free = first;
    for network in taken {
        if free < number(network.network()) {
            break;
        }
        let behind = number(network.broadcast()).checked_add(1)?;
        free = free.max(behind);
    }
    (free <= last).then(|| address(free, family))
}

/// For each family an address that no network has; the documentation's, if it is free.
fn outside(networks: &[IpNet]) -> impl Iterator<Item = IpAddr> {
    ELSEWHERE.into_iter().filter_map(|elsewhere| {
        let own: Vec<&IpNet> =
            networks.iter().filter(|network| network.addr().is_ipv4() == elsewhere.is_ipv4()).collect();
        if own.iter().all(|network| !network.contains(&elsewhere)) {
            return Some(elsewhere);
        }
        let last = if elsewhere.is_ipv4() { u128::from(u32::MAX) } else { u128::MAX };
        gap(1, last, own.into_iter(), elsewhere)
    })
}

fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(address.to_bits()),
        IpAddr::V6(address) => address.to_bits(),
    }
}

/// The address of this number, of the same family as `like`.
fn address(number: u128, like: IpAddr) -> IpAddr {
    match (like, u32::try_from(number)) {
        (IpAddr::V4(_), Ok(bits)) => IpAddr::V4(Ipv4Addr::from_bits(bits)),
        _ => IpAddr::V6(Ipv6Addr::from_bits(number)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(ranges: &[&str]) -> Vec<String> {
        let ranges = ranges.iter().map(|range| SourceRange::parse(range).unwrap()).collect();
        addresses(&ranges).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn each_part_has_an_address() {
        assert_eq!(of(&[]), ["203.0.113.9", "2001:db8::9"]);
        assert_eq!(of(&["10.0.0.0/8"]), ["10.0.0.1", "203.0.113.9", "2001:db8::9"]);
        assert_eq!(
            of(&["10.0.0.0/8", "10.0.0.0/16", "10.1.0.7", "::/0"]),
            ["10.1.0.0", "10.0.0.1", "10.1.0.7", "2001:db8::9", "203.0.113.9"]
        );
        assert_eq!(of(&["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"]), ["0.0.0.1", "203.0.113.9", "2001:db8::9"]);
        assert_eq!(of(&["203.0.113.0/24", "0.0.0.0/1"]), ["0.0.0.1", "203.0.113.9", "128.0.0.0", "2001:db8::9"]);
    }
}
