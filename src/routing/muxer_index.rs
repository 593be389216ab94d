use std::borrow::Cow;
use std::collections::BTreeSet;

use foldhash::HashMap;
use ipnet::IpNet;
use smol_str::SmolStr;

use super::key::{Key, Keys};
use crate::rule::{Client, Expression, Rule};

/// One alternative of a route's rule in a bucket of the index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    /// The route's place in its muxer.
    pub place: u32,
    /// The alternative's place in the rule: a long rule is asked only for what a client may match by.
    pub alternative: u32,
    /// Whether to be in the bucket is to match.
    pub certain: bool,
}

/// The routes of a muxer by what a client must have to match them, alternative by alternative. Every bucket is in the
/// muxer's order.
#[derive(Clone, Debug, Default)]
pub(super) struct MuxerIndex {
    hosts: HashMap<SmolStr, Vec<Entry>>,
    suffixes: HashMap<SmolStr, Vec<Entry>>,
    networks: HashMap<IpNet, Vec<Entry>>,
    /// The prefix lengths among the networks, IPv4's and IPv6's.
    lengths: [Vec<u8>; 2],
    protocols: HashMap<SmolStr, Vec<Entry>>,
    beginnings: Texts,
    ends: Texts,
    rest: Vec<Entry>,
}

/// What names begin or end with.
#[derive(Clone, Debug, Default)]
struct Texts {
    entries: HashMap<SmolStr, Vec<Entry>>,
    /// How long they are, each length once.
    lengths: BTreeSet<usize>,
}

impl Texts {
    fn bucket(&mut self, text: SmolStr) -> &mut Vec<Entry> {
        self.lengths.insert(text.len());
        self.entries.entry(text).or_default()
    }

    /// The buckets of a name, of which `part` gives what is at one end of it.
    fn of<'i>(&'i self, part: impl Fn(usize) -> Option<&'i str>) -> impl Iterator<Item = &'i Vec<Entry>> {
        self.lengths.iter().filter_map(move |length| self.entries.get(part(*length)?))
    }
}

impl MuxerIndex {
    /// Indexes these rules; none stands for one that tcpgen cannot follow.
    pub fn new<'r>(rules: impl Iterator<Item = Option<&'r Rule>>) -> Self {
        let mut index = Self::default();
        let mut lengths = [BTreeSet::new(), BTreeSet::new()];
        for (place, rule) in rules.enumerate() {
            let place = u32::try_from(place).unwrap_or(u32::MAX);
            let Some(rule) = rule else {
                index.rest.push(Entry { place, alternative: 0, certain: false });
                continue;
            };
            for (alternative, expression) in (0..).zip(rule.expression().alternatives()) {
                index.add(place, alternative, expression, &mut lengths);
            }
        }
        index.lengths = lengths.map(|lengths| lengths.into_iter().collect());
        index
    }

    fn add(&mut self, place: u32, alternative: u32, expression: &Expression, lengths: &mut [BTreeSet<u8>; 2]) {
        let Some(keys) = Keys::of(expression) else {
            self.rest.push(Entry { place, alternative, certain: false });
            return;
        };
        let entry = Entry { place, alternative, certain: keys.enough };
        for key in keys.any_of {
            let bucket = match key {
                Key::Host(host) => self.hosts.entry(host).or_default(),
                Key::Suffix(suffix) => self.suffixes.entry(suffix).or_default(),
                Key::Protocol(protocol) => self.protocols.entry(protocol).or_default(),
                Key::Beginning(text) => self.beginnings.bucket(text),
                Key::End(text) => self.ends.bucket(text),
                Key::Network(network) => {
                    let [v4, v6] = lengths;
                    if network.addr().is_ipv4() { v4 } else { v6 }.insert(network.prefix_len());
                    self.networks.entry(network).or_default()
                }
            };
            if bucket.last().is_none_or(|last: &Entry| (last.place, last.alternative) != (place, alternative)) {
                bucket.push(entry);
            }
        }
    }

    /// Every bucket that may hold a route which this client matches; what stands in none of them does not match. The
    /// last one is that of rules without keys.
    pub fn buckets<'i>(&'i self, client: &'i Client<'_>) -> impl Iterator<Item = &'i [Entry]> {
        let sni = folded(client.sni());
        let host = self.hosts.get(sni.as_ref());
        let suffix = sni.split_once('.').and_then(|(_, suffix)| self.suffixes.get(suffix));
        let [v4, v6] = &self.lengths;
        let address = client.address();
        let lengths = if address.is_ipv4() { v4 } else { v6 };
        let networks = lengths.iter().filter_map(move |&length| {
            let network = IpNet::new(address, length).ok()?.trunc();
            self.networks.get(&network)
        });
        let protocols = client.alpn().iter().filter_map(|protocol| self.protocols.get(*protocol));
        let name = client.sni();
        let beginnings = self.beginnings.of(move |length| name.get(..length));
        let ends = self.ends.of(move |length| name.get(name.len().checked_sub(length)?..));
        let keyed = host.into_iter().chain(suffix).chain(networks).chain(protocols).chain(beginnings).chain(ends);
        keyed.map(Vec::as_slice).chain(std::iter::once(self.rest.as_slice()))
    }
}

/// The one letter beyond ASCII that Go folds to one inside it once a name is in lower case (`strings.EqualFold`).
fn folded(sni: &str) -> Cow<'_, str> {
    if sni.contains('ſ') { Cow::Owned(sni.replace('ſ', "s")) } else { Cow::Borrowed(sni) }
}
