use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

use crate::rule::{Client, Rule, Verdict};

/// How many of the clients that show neither a server name nor protocols a rule matches: all plain clients, and the TLS
/// clients that send no SNI and no ALPN.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NamelessClients {
    /// None, from wherever they come.
    None,
    /// Those of some addresses.
    Some,
    /// All.
    All,
    /// It depends on a regular expression that tcpgen cannot run, or on too many addresses.
    Unknown,
}

/// The most `ClientIP` matchers of one rule that are looked at one by one.
const MOST_RANGES: usize = 256;
/// The first address behind the IPv4-mapped ones, which count as IPv4.
const BEHIND_MAPPED: u128 = 1 << 48;

impl NamelessClients {
    /// Those that `rule` matches. Exact: between two neighbouring ends of its ranges all addresses are alike, so one of
    /// each stretch speaks for the rest.
    pub fn of(rule: &Rule, has_ranges: bool) -> Self {
        if !has_ranges {
            return match rule.evaluate(&Client::plain(IpAddr::V4(Ipv4Addr::UNSPECIFIED))) {
                Verdict::Matches => Self::All,
                Verdict::Differs => Self::None,
                Verdict::Unknown => Self::Unknown,
            };
        }
        if rule.client_ips().nth(MOST_RANGES).is_some() {
            return Self::Unknown;
        }
        let begins = [v4(0), v6(0), v6(BEHIND_MAPPED)];
        let ends = rule.client_ips().flat_map(|(_, range, _)| ends(range.network()));
        Self::tally(begins.into_iter().chain(ends).map(|address| rule.evaluate(&Client::plain(address))))
    }

    fn tally(verdicts: impl Iterator<Item = Verdict>) -> Self {
        let (mut matched, mut differed, mut unknown) = (false, false, false);
        for verdict in verdicts {
            match verdict {
                Verdict::Matches => matched = true,
                Verdict::Differs => differed = true,
                Verdict::Unknown => unknown = true,
            }
            if matched && differed {
                return Self::Some;
            }
        }
        match (matched, unknown) {
            (true, false) => Self::All,
            (true, true) => Self::Some,
            (false, true) => Self::Unknown,
            (false, false) => Self::None,
        }
    }
}

/// The first address of a network and the first one behind it: where the verdict can change.
fn ends(network: IpNet) -> impl Iterator<Item = IpAddr> {
    let behind = match network.broadcast() {
        IpAddr::V4(last) => u32::from(last).checked_add(1).map(v4),
        IpAddr::V6(last) => u128::from(last).checked_add(1).map(v6),
    };
    std::iter::once(network.network()).chain(behind)
}

fn v4(bits: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from(bits))
}

fn v6(bits: u128) -> IpAddr {
    IpAddr::V6(Ipv6Addr::from(bits))
}

#[cfg(test)]
mod tests {
    use super::NamelessClients;
    use crate::rule::{Syntax, parse};

    fn of(text: &str) -> NamelessClients {
        NamelessClients::of(&parse(text, Syntax::V3).unwrap(), text.contains("ClientIP"))
    }

    #[test]
    fn names_and_protocols_are_never_seen() {
        for rule in [
            "HostSNI(`*`) && HostSNI(`x`)",
            "HostSNIRegexp(`.+`)",
            "ALPN(`h2`)",
            "!HostSNI(`*`)",
            "ClientIP(`10.0.0.0/8`) && ClientIP(`192.168.0.0/16`)",
            "!ClientIP(`0.0.0.0/0`) && !ClientIP(`::/0`)",
            "ClientIP(`10.0.0.0/8`) && ALPN(`h2`)",
            "ClientIP(`10.0.0.0/9`) && !ClientIP(`10.0.0.0/8`)",
        ] {
            assert_eq!(of(rule), NamelessClients::None, "{rule}");
        }
    }

    #[test]
    fn everybody() {
        for rule in [
            "HostSNI(`*`)",
            "!HostSNI(`x`)",
            "!ALPN(`h2`)",
            "HostSNIRegexp(`.*`)",
            "HostSNI(`*`) || ClientIP(`10.0.0.0/8`)",
            "ClientIP(`0.0.0.0/0`) || ClientIP(`::/0`)",
            "ClientIP(`10.0.0.0/8`) || !ClientIP(`10.0.0.0/8`)",
            "ClientIP(`::/1`) || ClientIP(`8000::/1`) || ClientIP(`0.0.0.0/1`) || ClientIP(`128.0.0.0/1`)",
        ] {
            assert_eq!(of(rule), NamelessClients::All, "{rule}");
        }
    }

    #[test]
    fn some() {
        for rule in [
            "ClientIP(`10.0.0.0/8`)",
            "ClientIP(`0.0.0.0/0`)",
            "ClientIP(`::/0`)",
            "!ClientIP(`255.255.255.255`)",
            "ClientIP(`10.0.0.0/8`) && !ClientIP(`10.0.0.0/9`)",
            "ClientIP(`::ffff:10.0.0.0/104`)",
            "ClientIP(`ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff`)",
        ] {
            assert_eq!(of(rule), NamelessClients::Some, "{rule}");
        }
    }
}
