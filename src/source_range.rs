//! One entry of an IP allow list, or the argument of the `ClientIP` matcher: Traefik reads both with the same checker.
//!
//! Source: Traefik's `pkg/ip/checker.go`, which stands on Go's `net.ParseIP` and `net.ParseCIDR`.

use std::collections::BTreeSet;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use thiserror::Error;

/// A network of client addresses, as Traefik understands the text that was written.
///
/// Host bits are cut off, and an IPv6 network inside `::ffff:0:0/96` is the IPv4 network that it maps, for that is how
/// Traefik compares.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceRange {
    network: IpNet,
    host_bits: bool,
}

impl SourceRange {
    /// Reads an address (`10.0.0.1`, `2001:db8::1`) or a network (`10.0.0.0/8`).
    ///
    /// # Errors
    /// [`InvalidSourceRange`] for all that Traefik refuses: names, ports, lists, zones, blanks, leading zeros in an
    /// IPv4 octet. Leading zeros in the prefix length are fine, as they are for Go.
    pub fn parse(text: &str) -> Result<Self, InvalidSourceRange> {
        let refused = |reason| InvalidSourceRange { text: text.to_owned(), reason };
        let Some((address, length)) = text.split_once('/') else {
            let address: IpAddr = text.parse().map_err(|_| refused(address_reason(text)))?;
            return Ok(IpNet::from(address).into());
        };
        let address: IpAddr = address.parse().map_err(|_| refused(address_reason(address)))?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let length = prefix_length(length).ok_or_else(|| refused(InvalidSourceRangeReason::PrefixLength))?;
        let length = u8::try_from(length)
            .ok()
            .filter(|&length| length <= bits)
            .ok_or_else(|| refused(InvalidSourceRangeReason::PrefixTooLong { longest: bits }))?;
        let written = IpNet::new(address, length)
            .map_err(|_| refused(InvalidSourceRangeReason::PrefixTooLong { longest: bits }))?;
        Ok(written.into())
    }

    /// Whether a client of this address is in the range. A mapped address (`::ffff:a.b.c.d`) counts as IPv4; no IPv6
    /// range holds an IPv4 client, and none the other way round.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.network.contains(&address.to_canonical())
    }

    /// The network, host bits cut off, mapped IPv6 as IPv4.
    pub fn network(&self) -> IpNet {
        self.network
    }

    /// Whether bits beyond the prefix length were written, as in `10.0.0.5/8`. Traefik drops them silently.
    pub fn has_host_bits(&self) -> bool {
        self.host_bits
    }

    /// Whether every client of `other` is also a client of this range.
    pub fn covers(&self, other: &Self) -> bool {
        self.network.contains(&other.network)
    }

    /// Whether the range holds every IPv4 client, or every IPv6 client.
    pub fn is_everyone_of_its_family(&self) -> bool {
        self.network.prefix_len() == 0
    }
}

impl From<IpNet> for SourceRange {
    fn from(network: IpNet) -> Self {
        Self { network: unmapped(network.trunc()), host_bits: network != network.trunc() }
    }
}

/// The shortest way to write the network: a single address without its prefix length.
impl fmt::Display for SourceRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.network.prefix_len() == self.network.max_prefix_len() {
            self.network.addr().fmt(f)
        } else {
            self.network.fmt(f)
        }
    }
}

impl fmt::Debug for SourceRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SourceRange({self})")
    }
}

/// A text that is neither an address nor a network to Traefik.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Error)]
#[error("`{text}` is not an IP address or network: {reason}")]
pub struct InvalidSourceRange {
    /// What was written.
    pub text: String,
    /// What is wrong with it.
    pub reason: InvalidSourceRangeReason,
}

/// Ranges in one spelling and in one order, to be compared and shown. What is none stays as it is.
pub(crate) fn spelled<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let one = |text: &str| SourceRange::parse(text).map_or_else(|_| text.to_owned(), |range| range.to_string());
    texts.map(one).collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>().join(", ")
}

impl InvalidSourceRange {
    /// The text that Traefik's checker gives (`pkg/ip/checker.go`; the `<nil>` is its own).
    pub fn traefik(&self) -> String {
        format!("parsing CIDR trusted IPs <nil>: invalid CIDR address: {}", self.text)
    }
}

/// Why a text is no [`SourceRange`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum InvalidSourceRangeReason {
    /// Nothing was written.
    #[error("it is empty")]
    Empty,
    /// Blanks before, after or inside.
    #[error("it contains blanks")]
    Blank,
    /// Several entries in one text.
    #[error("it is a list; write each entry separately")]
    List,
    /// `fe80::1%eth0`.
    #[error("it has a zone")]
    Zone,
    /// `10.0.0.1:80` or `[::1]:80`.
    #[error("it has a port")]
    Port,
    /// An IPv4 octet such as `05`.
    #[error("an octet has a leading zero")]
    LeadingZero,
    /// No address at all: a host name, a range with a dash, `127.1`.
    #[error("the address cannot be read")]
    Address,
    /// What follows the slash is no number.
    #[error("the prefix length is not a number")]
    PrefixLength,
    /// The prefix length is beyond the family's.
    #[error("the prefix length is above {longest}")]
    PrefixTooLong {
        /// The longest prefix of the address's family, in bits.
        longest: u8,
    },
}

fn address_reason(text: &str) -> InvalidSourceRangeReason {
    use InvalidSourceRangeReason::{Address, Blank, Empty, LeadingZero, List, Port, Zone};
    let host_and_port = || text.rsplit_once(':').is_some_and(|(host, _)| host.parse::<Ipv4Addr>().is_ok());
    let stripped =
        || text.split('.').map(|octet| octet.trim_start_matches('0')).map(|o| if o.is_empty() { "0" } else { o });
    match text {
        "" => Empty,
        _ if text.contains(',') => List,
        _ if text.contains(char::is_whitespace) => Blank,
        _ if text.contains('%') => Zone,
        _ if text.starts_with('[') || host_and_port() => Port,
        _ if stripped().collect::<Vec<_>>().join(".").parse::<Ipv4Addr>().is_ok() => LeadingZero,
        _ => Address,
    }
}

/// Decimal digits only, as Go's `dtoi` reads them; leading zeros are fine.
fn prefix_length(text: &str) -> Option<u32> {
    if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let digits = text.trim_start_matches('0');
    Some(if digits.is_empty() { 0 } else { digits.parse().unwrap_or(u32::MAX) })
}

/// An IPv6 network within `::ffff:0:0/96` as the IPv4 network that it maps (Go's `IPNet.Contains` does it on the fly).
fn unmapped(network: IpNet) -> IpNet {
    let IpNet::V6(v6) = network else { return network };
    match (v6.addr().to_ipv4_mapped(), v6.prefix_len().checked_sub(96)) {
        (Some(address), Some(length)) => {
            Ipv4Net::new(address, length).map_or(network, |mapped| IpNet::V4(mapped.trunc()))
        }
        _ => IpNet::V6(Ipv6Net::trunc(&v6)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(text: &str) -> SourceRange {
        SourceRange::parse(text).unwrap_or_else(|error| panic!("{error}"))
    }

    fn contains(text: &str, address: &str) -> bool {
        range(text).contains(address.parse().unwrap())
    }

    #[test]
    fn ipv4_networks_are_masked() {
        assert!(contains("127.0.0.5/29", "127.0.0.7"));
        assert!(!contains("127.0.0.5/29", "127.0.0.8"));
        assert!(contains("127.0.0.5/0", "203.0.113.9"));
        assert!(range("127.0.0.5/29").has_host_bits());
        assert!(!range("127.0.0.0/29").has_host_bits());
        assert_eq!(range("127.0.0.5/29").to_string(), "127.0.0.0/29");
    }

    #[test]
    fn the_families_do_not_mix_and_mapped_clients_are_ipv4() {
        assert!(contains("0.0.0.0/0", "::ffff:192.0.2.1"));
        assert!(!contains("0.0.0.0/0", "2001:db8::1"));
        assert!(!contains("::/0", "192.0.2.1"));
        assert!(!contains("::/0", "::ffff:192.0.2.1"));
        assert!(contains("::/0", "2001:db8::1"));
        assert!(range("::/0").is_everyone_of_its_family());
        assert!(range("::ffff:0:0/96").is_everyone_of_its_family());
    }

    #[test]
    fn mapped_networks_are_ipv4_networks() {
        assert!(contains("::ffff:127.0.0.5", "127.0.0.5"));
        assert!(contains("::ffff:10.0.0.0/104", "10.9.9.9"));
        assert!(!contains("::ffff:10.0.0.0/104", "11.0.0.0"));
        assert!(contains("::ffff:0:0/96", "198.51.100.1"));
        assert!(!contains("::ffff:0:0/64", "127.0.0.1"));
        assert!(range("10.0.0.0/8").covers(&range("::ffff:10.1.0.0/112")));
    }

    #[test]
    fn cover_is_by_family_and_length() {
        assert!(range("10.0.0.0/8").covers(&range("10.1.2.3")));
        assert!(range("10.1.2.3").covers(&range("10.1.2.3/32")));
        assert!(!range("10.1.2.3").covers(&range("10.0.0.0/8")));
        assert!(!range("::/0").covers(&range("0.0.0.0/0")));
    }

    #[test]
    fn spellings_of_ipv6_and_of_the_prefix_length() {
        assert_eq!(range("2001:0db8:0:0:0:0:0:1"), range("2001:DB8::1"));
        assert_eq!(range("127.0.0.0/08"), range("127.0.0.0/8"));
    }

    #[test]
    fn refusals_carry_their_reason_and_traefiks_text() {
        use InvalidSourceRangeReason as R;
        for (text, reason) in [
            ("", R::Empty),
            ("localhost", R::Address),
            ("*", R::Address),
            ("127.1", R::Address),
            ("127.0.0.05", R::LeadingZero),
            ("127.0.0.5/33", R::PrefixTooLong { longest: 32 }),
            ("::1/129", R::PrefixTooLong { longest: 128 }),
            ("127.0.0.5/99999999999999999999", R::PrefixTooLong { longest: 32 }),
            ("127.0.0.5/", R::PrefixLength),
            ("127.0.0.5/+8", R::PrefixLength),
            ("127.0.0.0/255.0.0.0", R::PrefixLength),
            ("127.0.0.5:80", R::Port),
            ("[::1]:80", R::Port),
            ("fe80::1%eth0", R::Zone),
            ("10.0.0.1-10.0.0.9", R::Address),
            ("10.0.0.1,10.0.0.2", R::List),
            (" 127.0.0.5", R::Blank),
            ("127.0.0.5 ", R::Blank),
        ] {
            let error = SourceRange::parse(text).expect_err(text);
            assert_eq!(error.reason, reason, "{text}");
            assert_eq!(error.traefik(), format!("parsing CIDR trusted IPs <nil>: invalid CIDR address: {text}"));
        }
    }
}
