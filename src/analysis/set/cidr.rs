//! Stretches of addresses as CIDR ranges, as few as there can be.

use std::net::{Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

/// The first and the last mapped address, `::ffff:0:0/96`.
pub(super) const MAPPED: (u128, u128) = (0xffff << 32, (1 << 48) - 1);

/// The ranges of first and last addresses, as numbers in order: IPv4 first, then IPv6.
pub(super) fn ranges(stretches: impl Iterator<Item = (u128, u128)>) -> Vec<IpNet> {
    let (mapped, end) = MAPPED;
    let mut v4 = Vec::new();
    let mut v6: Vec<(u128, u128)> = Vec::new();
    for (first, last) in stretches {
        if first <= end && last >= mapped {
            for (start, bits) in blocks(first.max(mapped) - mapped, last.min(end) - mapped, 32) {
                let start = Ipv4Addr::from_bits(u32::try_from(start).unwrap_or(u32::MAX));
                v4.extend(Ipv4Net::new(start, bits).map(IpNet::V4));
            }
        }
        v6.extend((first < mapped).then(|| (first, last.min(mapped - 1))));
        v6.extend((last > end).then(|| (first.max(end + 1), last)));
    }
    let whole = in_blocks(&v6);
    // An IPv6 range around the mapped addresses does not hold them, so they may be taken in where that makes fewer.
    let filled = in_blocks(&with_mapped(&v6));
    v4.extend(if filled.len() < whole.len() { filled } else { whole });
    v4
}

fn in_blocks(stretches: &[(u128, u128)]) -> Vec<IpNet> {
    let blocks = stretches.iter().flat_map(|(first, last)| blocks(*first, *last, 128));
    blocks.filter_map(|(start, bits)| Ipv6Net::new(Ipv6Addr::from_bits(start), bits).ok()).map(IpNet::V6).collect()
}

/// The stretches, with the mapped addresses added to a neighbour.
fn with_mapped(stretches: &[(u128, u128)]) -> Vec<(u128, u128)> {
    let (mapped, end) = MAPPED;
    let mut filled: Vec<(u128, u128)> = Vec::with_capacity(stretches.len());
    for &(first, last) in stretches {
        let last = if last == mapped - 1 { end } else { last };
        match filled.last_mut() {
            Some(before) if before.1 == end && first == end + 1 => before.1 = last,
            _ => filled.push((if first == end + 1 { mapped } else { first }, last)),
        }
    }
    filled
}

/// The fewest aligned blocks of a stretch: each with its start and the length of its prefix.
fn blocks(first: u128, last: u128, width: u8) -> Vec<(u128, u8)> {
    let mut blocks = Vec::new();
    let mut start = first;
    loop {
        let aligned = u8::try_from(start.trailing_zeros()).unwrap_or(width).min(width);
        // As large as it may stand here and does not go beyond the end.
        let fits = |size: u8| start.checked_add(behind_first(size)).is_some_and(|end| end <= last);
        let size = (0..=aligned).rev().find(|size| fits(*size)).unwrap_or(0);
        blocks.push((start, width - size));
        let next = start.checked_add(behind_first(size)).and_then(|end| end.checked_add(1));
        match next {
            Some(next) if next <= last => start = next,
            _ => return blocks,
        }
    }
}

/// How many addresses follow the first of a block.
fn behind_first(bits: u8) -> u128 {
    1u128.checked_shl(bits.into()).map_or(u128::MAX, |size| size - 1)
}
