//! The clients of a NetworkPolicy, as `ipBlock`s.

use std::fmt;

use fastrand::Rng;
use ipnet::{IpNet, Ipv4Net, Ipv6Net};
use serde_json::{Value, json};

/// A range but for some ranges in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    pub cidr: IpNet,
    pub except: Vec<IpNet>,
}

impl Block {
    pub fn random(rng: &mut Rng) -> Self {
        let cidr = range(rng);
        let except = (0..rng.usize(0..3)).filter_map(|_| part(rng, cidr)).collect();
        Self { cidr, except }
    }

    /// A whole range.
    pub fn whole(cidr: IpNet) -> Self {
        Self { cidr, except: Vec::new() }
    }

    /// The clients of both.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let cidr = common(self.cidr, other.cidr)?;
        let except: Vec<IpNet> =
            self.except.iter().chain(&other.except).filter_map(|except| common(cidr, *except)).collect();
        (!except.contains(&cidr)).then_some(Self { cidr, except })
    }

    /// The clients of this one that are none of the other.
    pub fn without(&self, other: &Self) -> Vec<Self> {
        let Some(both) = common(self.cidr, other.cidr) else { return vec![self.clone()] };
        let around = Self { except: [self.except.as_slice(), &[both]].concat(), ..self.clone() };
        let inside = other.except.iter().filter_map(|except| self.and(&Self::whole(*except)));
        (both != self.cidr).then_some(around).into_iter().chain(inside).collect()
    }

    /// As in a NetworkPolicy.
    pub fn json(&self) -> Value {
        let except: Vec<String> = self.except.iter().map(ToString::to_string).collect();
        json!({ "cidr": self.cidr.to_string(), "except": except })
    }
}

/// In Traefik's rule language.
impl fmt::Display for Block {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "(ClientIP(`{}`)", self.cidr)?;
        self.except.iter().try_for_each(|except| write!(f, " && !ClientIP(`{except}`)"))?;
        f.write_str(")")
    }
}

/// One of few ranges, so that most of them have something to do with others.
pub fn range(rng: &mut Rng) -> IpNet {
    const V4: [u8; 9] = [0, 8, 14, 16, 17, 22, 24, 31, 32];
    const V6: [u8; 6] = [0, 32, 33, 62, 64, 128];
    let bytes = [0, 1, 127, 128, 255];
    let mut byte = || *rng.choice(&bytes).unwrap();
    let (a, b, c) = (byte(), byte(), byte());
    let range = if rng.u8(0..3) > 0 {
        Ipv4Net::new([10, a & 3, b, c].into(), *rng.choice(&V4).unwrap()).map(IpNet::V4)
    } else {
        let address = [0x2001, 0xdb8, u16::from(a) << 8, u16::from(b & 3), 0, 0, 0, u16::from(c & 1)];
        Ipv6Net::new(address.into(), *rng.choice(&V6).unwrap()).map(IpNet::V6)
    };
    range.unwrap().trunc()
}

/// A range in another.
pub fn part(rng: &mut Rng, of: IpNet) -> Option<IpNet> {
    let longer = (of.prefix_len() + rng.u8(1..9)).min(of.max_prefix_len());
    let parts: Vec<IpNet> = of.subnets(longer).ok()?.take(256).collect();
    rng.choice(parts).filter(|part| *part != of)
}

fn common(one: IpNet, other: IpNet) -> Option<IpNet> {
    if one.contains(&other) { Some(other) } else { other.contains(&one).then_some(one) }
}
