use std::fmt;
use std::net::IpAddr;

use ipnet::IpNet;

use super::clients::{Clients, stretches};

/// How many ranges are listed one by one.
const MANY: usize = 12;
/// Of more ranges than this no shorter description is looked for.
const MOST: usize = 512;

/// For people: `everyone`, `10.0.0.0/8, 192.0.2.1`, or `10.0.0.0/8 except 10.0.0.1` where that is shorter.
impl fmt::Display for Clients {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ranges = self.ranges();
        if ranges.is_empty() {
            return f.write_str("nobody");
        }
        let except = self.complement().ranges();
        if except.is_empty() {
            return f.write_str("everyone");
        }
        let parts = parts(&ranges);
        if except.len() < parts.iter().map(Part::cost).sum() {
            return write!(f, "everyone except {}", listed(&except));
        }
        match parts.as_slice() {
            [only] => f.write_str(&only.words(", ", ("", ""))),
            several => {
                let words = several.iter().take(MANY).map(|part| part.words(" and ", ("(", ")")));
                f.write_str(&joined(words.collect(), several.len()))
            }
        }
    }
}

/// A range without some of it.
#[derive(Clone, Debug)]
struct Part {
    range: IpNet,
    except: Vec<IpNet>,
}

impl Part {
    /// How many ranges it takes to describe it.
    fn cost(&self) -> usize {
        1 + self.except.len()
    }

    fn words(&self, between: &str, (begin, end): (&str, &str)) -> String {
        let range = shown(self.range);
        if self.except.is_empty() {
            return range;
        }
        let except: Vec<String> = self.except.iter().take(MANY).map(|range| shown(*range)).collect();
        let rest = self.except.len().checked_sub(MANY).filter(|more| *more > 0);
        let more = rest.map(|more| format!("{between}{more} more")).unwrap_or_default();
        format!("{range} {begin}except {}{more}{end}", except.join(between))
    }
}

/// Some ranges in as few parts as it takes, in order.
fn parts(ranges: &[IpNet]) -> Vec<Part> {
    if ranges.len() > MOST {
        return ranges.iter().map(|range| Part { range: *range, except: Vec::new() }).collect();
    }
    let (v4, v6): (Vec<IpNet>, Vec<IpNet>) = ranges.iter().partition(|range| matches!(range, IpNet::V4(_)));
    [v4, v6].iter().filter_map(|family| Some(within(around(family)?, family))).flatten().collect()
}

/// The ranges inside of one, in parts: what it has of each half, or all of it without what is missing, where that is shorter.
fn within(range: IpNet, inside: &[IpNet]) -> Vec<Part> {
    let all = |except| vec![Part { range, except }];
    if inside.is_empty() {
        return Vec::new();
    }
    if inside == [range] {
        return all(Vec::new());
    }
    let halves: Vec<IpNet> = range.subnets(range.prefix_len() + 1).into_iter().flatten().collect();
    let of_halves = halves.iter().flat_map(|half| {
        let inside: Vec<IpNet> = inside.iter().copied().filter(|range| half.contains(range)).collect();
        // What is around all of them is described alike, and found without going down bit by bit.
        around(&inside).map_or_else(Vec::new, |range| within(range, &inside))
    });
    let of_halves: Vec<Part> = of_halves.collect();
    let base = Clients::from_stretches(stretches(range).collect());
    let inside = Clients::from_stretches(inside.iter().flat_map(|range| stretches(*range)).collect());
    let except = base.difference(&inside).ranges();
    if 1 + except.len() < of_halves.iter().map(Part::cost).sum() { all(except) } else { of_halves }
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
    joined(ranges.iter().take(MANY).map(|range| shown(*range)).collect(), ranges.len())
}

fn joined(mut words: Vec<String>, all: usize) -> String {
    if let Some(more @ 1..) = all.checked_sub(MANY) {
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
    fn each_part_of_a_list_has_its_exceptions() {
        let wide = of(&["10.0.0.1", "192.168.0.0/16"]).difference(&of(&["192.168.1.0/24"]));
        assert_eq!(wide.to_string(), "10.0.0.1, 192.168.0.0/16 (except 192.168.1.0/24)");
        let both = of(&["10.0.0.0/8", "2001:db8::/32"]).difference(&of(&["10.1.0.0/16", "10.3.0.0/16", "2001:db8::1"]));
        assert_eq!(
            both.to_string(),
            "10.0.0.0/8 (except 10.1.0.0/16 and 10.3.0.0/16), 2001:db8::/32 (except 2001:db8::1)"
        );
    }

    #[test]
    fn long_lists_are_cut_short() {
        let ranges: Vec<String> = (0..20).map(|third| format!("10.0.{}.0/24", 2 * third)).collect();
        let ranges: Vec<&str> = ranges.iter().map(String::as_str).collect();
        assert!(of(&ranges).to_string().ends_with(", 10.0.22.0/24, and 8 more"), "{}", of(&ranges));
    }
}
