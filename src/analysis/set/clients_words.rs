use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;

use super::clients::{Clients, stretches};

/// How many ranges are listed one by one.
const MANY: usize = 12;

/// For people: `everyone`, `10.0.0.0/8, 192.0.2.1`, or `10.0.0.0/8 except 10.0.0.1` where that is shorter.
impl fmt::Display for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges = self.ranges();
        let Some((base, base_words)) = Self::bases(&ranges).into_iter().min_by_key(|(base, _)| cost(base, self)) else {
            return f.write_str(&listed(&ranges));
        };
        let except = base.difference(self).ranges();
        if except.is_empty() {
            f.write_str(&base_words)
        } else if except.len() + 1 < ranges.len() {
            write!(f, "{base_words} except {}", listed(&except))
        } else {
            f.write_str(&listed(&ranges))
        }
    }
}

impl Clients {
    /// What the set may be described as a part of: everyone, a family, or the smallest range around a family's part.
    fn bases(ranges: &[IpNet]) -> Vec<(Self, String)> {
        if ranges.is_empty() {
            return vec![(Self::nobody(), "nobody".to_owned())];
        }
        let mut bases = vec![(Self::everyone(), "everyone".to_owned())];
        let (v4, v6): (Vec<IpNet>, Vec<IpNet>) = ranges.iter().partition(|range| matches!(range, IpNet::V4(_)));
        if v4.is_empty() || v6.is_empty() {
            bases.extend([&v4, &v6].into_iter().filter_map(|family| around(family)).map(|range| {
                let base = Self::from_stretches(stretches(range).collect());
                (base, shown(range))
            }));
        }
        bases
    }
}

/// How many ranges it takes to describe a set as a part of another.
fn cost(base: &Clients, clients: &Clients) -> usize {
    base.difference(clients).ranges().len()
}

/// The smallest range around some of one family.
fn around(ranges: &[IpNet]) -> Option<IpNet> {
    let (first, last) = (ranges.first()?, ranges.last()?);
    let mut range = *first;
    while !range.contains(last) {
        range = range.supernet()?;
    }
    Some(range)
}

fn listed(ranges: &[IpNet]) -> String {
    let mut words: Vec<String> = ranges.iter().take(MANY).map(|range| shown(*range)).collect();
    if let Some(more @ 1..) = ranges.len().checked_sub(MANY) {
        words.push(format!("and {more} more"));
    }
    words.join(", ")
}

/// A range in words: a single address without its length.
fn shown(range: IpNet) -> String {
    match (range.addr(), range.prefix_len()) {
        (IpAddr::V4(_), 0) => "every IPv4 client".to_owned(),
        (IpAddr::V6(_), 0) => "every IPv6 client".to_owned(),
        (address, length) if length == range.max_prefix_len() => address.to_string(),
        _ => range.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::Clients;
    use crate::source_range::SourceRange;

    fn of(ranges: &[&str]) -> Clients {
        Clients::of(&ranges.iter().map(|range| SourceRange::parse(range).unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn the_shorter_of_a_list_and_an_exception_is_told() {
        assert_eq!(Clients::everyone().to_string(), "everyone");
        assert_eq!(Clients::nobody().to_string(), "nobody");
        assert_eq!(of(&["10.0.0.0/8", "192.0.2.1"]).to_string(), "10.0.0.0/8, 192.0.2.1");
        assert_eq!(of(&["10.0.0.0/8"]).difference(&of(&["10.0.0.1"])).to_string(), "10.0.0.0/8 except 10.0.0.1");
        assert_eq!(
            of(&["10.0.0.0/8", "192.0.2.0/24"]).complement().to_string(),
            "everyone except 10.0.0.0/8, 192.0.2.0/24"
        );
        assert_eq!(of(&["::/0"]).to_string(), "every IPv6 client");
        assert_eq!(
            of(&["0.0.0.0/0"]).difference(&of(&["10.0.0.0/8"])).to_string(),
            "every IPv4 client except 10.0.0.0/8"
        );
    }

    #[test]
    fn long_lists_are_cut_short() {
        let ranges: Vec<String> = (0..20).map(|third| format!("10.0.{}.0/24", 2 * third)).collect();
        let ranges: Vec<&str> = ranges.iter().map(String::as_str).collect();
        assert!(of(&ranges).to_string().ends_with(", 10.0.22.0/24, and 8 more"), "{}", of(&ranges));
    }
}
