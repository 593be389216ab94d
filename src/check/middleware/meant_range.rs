use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Subnets};

use crate::source_range::{InvalidSourceRangeReason as Reason, SourceRange};

/// More networks than this help nobody.
const AT_MOST: usize = 16;

/// What a text that is not a source range was most likely meant to be.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Meant {
    /// As Traefik reads them.
    pub ranges: Vec<String>,
    /// Whether it can hardly be anything else.
    pub evident: bool,
}

/// Looks for what was meant by `text`, which is refused for `reason`.
pub(crate) fn meant(text: &str, reason: Reason) -> Option<Meant> {
    let readable = |text: &str| SourceRange::parse(text).is_ok();
    let one = |text: String, evident: bool| {
        readable(&text).then(|| Meant { evident: evident && is_network(&text), ranges: vec![text] })
    };
    match reason {
        Reason::Blank if readable(text.trim()) => one(text.trim().to_owned(), true),
        Reason::Blank | Reason::List => {
            let parts = || text.split([',', ' ', '\t', '\n']).map(str::trim).filter(|part| !part.is_empty());
            let all = parts().count() <= AT_MOST && parts().all(readable);
            all.then(|| Meant { ranges: parts().map(str::to_owned).collect(), evident: parts().all(is_network) })
                .or_else(|| span_of_addresses(text))
        }
        Reason::LeadingZero => one(without_zeros(text), false),
        Reason::Port => {
            let host = text.rsplit_once(':')?.0;
            one(host.trim_start_matches('[').trim_end_matches(']').to_owned(), false)
        }
        Reason::Zone => one(text.split('%').next()?.to_owned(), false),
        Reason::PrefixLength => masked(text),
        Reason::Address => span_of_addresses(text).or_else(|| short_of_octets(text)),
        Reason::Empty | Reason::PrefixTooLong { .. } => None,
    }
}

/// Whether a text is a network without host bits: by `10.1.2.3/8` the network may be meant, or the one address.
pub(super) fn is_network(text: &str) -> bool {
    SourceRange::parse(text).is_ok_and(|range| !range.has_host_bits())
}

/// `10.0.0.05/8` without the zeros, which some read as octal.
fn without_zeros(text: &str) -> String {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let octet = |octet: &str| match octet.trim_start_matches('0') {
        "" => "0".to_owned(),
        digits => digits.to_owned(),
    };
    let address = address.split('.').map(octet).collect::<Vec<_>>().join(".");
    length.map_or(address.clone(), |length| format!("{address}/{length}"))
}

/// `10.0.0.0/255.0.0.0`
fn masked(text: &str) -> Option<Meant> {
    let (address, mask) = text.split_once('/')?;
    let address: IpAddr = address.parse().ok()?;
    let network = IpNet::with_netmask(address, mask.parse().ok()?).ok()?;
    let range = SourceRange::from(network);
    Some(Meant { ranges: vec![range.to_string()], evident: !range.has_host_bits() })
}

/// `10.0.0.1-10.0.0.9`
fn span_of_addresses(text: &str) -> Option<Meant> {
    let (first, last) = text.split_once('-')?;
    let (first, last): (Ipv4Addr, Ipv4Addr) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    if first > last {
        return None;
    }
    let ranges: Vec<String> = Ipv4Subnets::new(first, last, 0)
        .take(AT_MOST + 1)
        .map(|network| SourceRange::from(IpNet::from(network)).to_string())
        .collect();
    (ranges.len() <= AT_MOST).then_some(Meant { ranges, evident: true })
}

/// `10.0`, `10.0.*.*`: the network of the octets that are there.
fn short_of_octets(text: &str) -> Option<Meant> {
    let octets = text.trim_end_matches('.').split('.').take_while(|octet| *octet != "*");
    let octets: Vec<u8> = octets.map(str::parse).collect::<Result<_, _>>().ok()?;
    let stars = text.split('.').skip(octets.len()).all(|rest| rest == "*" || rest.is_empty());
    if octets.is_empty() || octets.len() > 3 || !stars {
        return None;
    }
    let octet = |at: usize| octets.get(at).copied().unwrap_or(0);
    let network = format!("{}.{}.{}.0/{}", octet(0), octet(1), octet(2), octets.len() * 8);
    Some(Meant { ranges: vec![network], evident: false })
}

#[cfg(test)]
mod tests {
    use super::meant;
    use crate::source_range::SourceRange;

    #[test]
    fn common_slips_are_understood() {
        for (text, ranges, evident) in [
            (" 10.0.0.1 ", &["10.0.0.1"][..], true),
            ("10.0.0.1, 10.0.0.2", &["10.0.0.1", "10.0.0.2"], true),
            ("10.0.0.1 10.0.0.0/24", &["10.0.0.1", "10.0.0.0/24"], true),
            ("10.0.0.05", &["10.0.0.5"], false),
            ("010.0.0.0/08", &["10.0.0.0/08"], false),
            ("10.0.0.1:5432", &["10.0.0.1"], false),
            ("[2001:db8::1]:5432", &["2001:db8::1"], false),
            ("fe80::1%eth0", &["fe80::1"], false),
            ("10.0.0.0/255.0.0.0", &["10.0.0.0/8"], true),
            ("10.1.2.3/255.0.0.0", &["10.0.0.0/8"], false),
            (" 10.1.2.3/8 ", &["10.1.2.3/8"], false),
            ("10.0.0.1, 10.1.2.3/8", &["10.0.0.1", "10.1.2.3/8"], false),
            ("10.0.0.1-10.0.0.4", &["10.0.0.1", "10.0.0.2/31", "10.0.0.4"], true),
            ("10.0.0.1-10.0.0.1", &["10.0.0.1"], true),
            ("10.0.0.1/255.255.255.255", &["10.0.0.1"], true),
            ("10.0.0.0 - 10.0.0.255", &["10.0.0.0/24"], true),
            ("10.0.0", &["10.0.0.0/24"], false),
            ("10.", &["10.0.0.0/8"], false),
            ("192.168.*.*", &["192.168.0.0/16"], false),
        ] {
            let error = SourceRange::parse(text).expect_err(text);
            let found = meant(text, error.reason).unwrap_or_else(|| panic!("{text}: {}", error.reason));
            assert_eq!(found.ranges, ranges, "{text}");
            assert_eq!(found.evident, evident, "{text}");
        }
    }

    #[test]
    fn other_texts_are_left_alone() {
        for text in
            ["", "office", "*", "10.*.0.1", "10.0.0.9-10.0.0.1", "10.0.0.0/33", "10.0.0.0/8x", "1.2.3.4.5", "a,b"]
        {
            let error = SourceRange::parse(text).expect_err(text);
            assert_eq!(meant(text, error.reason), None, "{text}");
        }
    }
}
