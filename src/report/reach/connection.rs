//! What connections have in common beside entry point and address, in words.

use std::collections::{HashMap, HashSet};

use crate::analysis::reach::ReachSet;
use crate::analysis::set::NameList;

/// Connections that begin alike: plain, or TLS with these names and offers; empty words stand for any.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Kind {
    tls: bool,
    name: String,
    offers: Vec<String>,
}

/// Names that one by one are treated alike.
struct Phrase {
    kind: Kind,
    /// The names of all kinds that are put together here; those of a single kind are in its words.
    names: NameList,
    suffix: &'static str,
}

/// ``plain; or TLS with a.example.com or b.example.com, offering h2``, `any`
pub(in crate::report) fn connection(sets: &[&ReachSet]) -> String {
    let [without, with] = [false, true].map(|postgres| kinds(sets, postgres));
    let [plainly, requesting] =
        [&without, &with].map(|kinds| kinds.iter().map(|(kind, _)| kind).collect::<HashSet<_>>());
    let anything = |tls: bool| Kind { tls, name: String::new(), offers: vec![String::new()] };
    if [&plainly, &requesting].iter().all(|kinds| kinds.contains(&anything(false)) && kinds.contains(&anything(true))) {
        return "any".to_owned();
    }
    let also = |kind: &Kind| if requesting.contains(kind) { ", also after PostgreSQL's SSLRequest" } else { "" };
    let without = without.iter().map(|(kind, names)| (kind, *names, also(kind)));
    let alone = with.iter().filter(|(kind, _)| !plainly.contains(kind));
    let alone = alone.map(|(kind, names)| (kind, *names, " after PostgreSQL's SSLRequest"));
    phrases(without.chain(alone)).iter().map(Phrase::words).collect::<Vec<_>>().join("; or ")
}

/// The kinds of connections with PostgreSQL's request, or without it, each with its names.
fn kinds<'s>(sets: &[&'s ReachSet], postgres: bool) -> Vec<(Kind, &'s NameList)> {
    let mut kinds: Vec<(Kind, &NameList)> = Vec::new();
    let mut places = HashMap::new();
    for set in sets.iter().filter(|set| set.postgres == postgres) {
        let name = if set.names.is_everything() { String::new() } else { set.names.to_string() };
        let offers = if set.alpn.is_everything() { String::new() } else { set.alpn.to_string() };
        let place = *places.entry((set.tls, name)).or_insert_with_key(|(tls, name)| {
            kinds.push((Kind { tls: *tls, name: name.clone(), offers: Vec::new() }, &set.names));
            kinds.len() - 1
        });
        kinds.get_mut(place).into_iter().for_each(|(kind, _)| kind.offers.push(offers.clone()));
    }
    kinds
}

/// Kinds that are lists of names, and differ in nothing else, become one phrase.
fn phrases<'k>(kinds: impl Iterator<Item = (&'k Kind, &'k NameList, &'static str)>) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut places = HashMap::new();
    for (kind, names, suffix) in kinds {
        if !is_plain_list(names) {
            phrases.push(Phrase { kind: kind.clone(), names: NameList::default(), suffix });
            continue;
        }
        let place = *places.entry((kind.tls, &kind.offers, suffix)).or_insert_with(|| {
            phrases.push(Phrase { kind: kind.clone(), names: NameList::default(), suffix });
            phrases.len() - 1
        });
        phrases.get_mut(place).into_iter().for_each(|phrase| phrase.names.list.extend_from_slice(&names.list));
    }
    phrases
}

fn is_plain_list(names: &NameList) -> bool {
    let NameList { none, list, under, matching, except: _, any_other } = names;
    !list.is_empty() && !none && !any_other && under.is_empty() && matching.is_empty()
}

impl Phrase {
    fn words(&self) -> String {
        let Self { kind: Kind { tls, name, offers }, names, suffix } = self;
        if !tls {
            return format!("plain{suffix}");
        }
        let name = if names.list.is_empty() { name.clone() } else { names.to_string() };
        let name = if name.is_empty() { name } else { format!(" with {name}") };
        let offers = offers.join("; or ");
        let offers = if offers.is_empty() { offers } else { format!(", offering {offers}") };
        format!("TLS{name}{offers}{suffix}")
    }
}
