use std::collections::BTreeSet;

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use smol_str::SmolStr;

use super::budget::Budget;
use super::keys::Key;
use super::walk::{Likeness, Walk, Walked};
use crate::rule::{Automaton, HostPattern, MatcherKind, Pattern, Rule};

/// The most characters of exact names that are read together with regular expressions from the beginning.
const MOST_SPELT: usize = 1_000;
/// How often names are walked through, each time with more exact names.
const MOST_WALKS: usize = 4;
/// What makes names that no rule asks for.
const FRESH: [&str; 3] = ["any", "other", "unlisted"];

/// Server names, one for each class that some rules tell apart.
#[derive(Debug)]
pub(crate) struct Names {
    /// The names; none is no server name. The first is that.
    pub all: Vec<Option<SmolStr>>,
    /// Whether every class has a name. Exact names are always there.
    pub complete: bool,
    /// Whether the budget ended before every class had one.
    pub cut_short: bool,
    hosts: HashMap<SmolStr, usize>,
    suffixes: HashMap<SmolStr, Vec<usize>>,
}

/// What rules ask of names.
#[derive(Debug, Default)]
pub(super) struct Said<'r> {
    /// Exact names.
    pub exact: BTreeSet<&'r str>,
    /// What stands behind the `*.` of wildcards.
    pub suffixes: BTreeSet<&'r str>,
    /// Regular expressions, each once.
    pub patterns: Vec<&'r Pattern>,
}

impl Names {
    /// The classes that these rules tell apart.
    pub fn new<'r>(rules: impl Iterator<Item = &'r Rule>, budget: &mut Budget) -> Self {
        let said = Said::new(rules);
        let mut names = Self {
            all: Vec::with_capacity(said.exact.len() + said.suffixes.len() + 2),
            complete: true,
            cut_short: false,
            hosts: HashMap::with_capacity(said.exact.len()),
            suffixes: said.suffixes.iter().map(|suffix| (SmolStr::new(suffix), Vec::new())).collect(),
        };
        names.all.push(None);
        for name in &said.exact {
            names.push(SmolStr::new(name));
        }
        if !said.patterns.is_empty() {
            let walked = said.walked(budget);
            (names.complete, names.cut_short) = (walked.complete, walked.cut_short);
            for (_, name) in walked.names {
                names.push(SmolStr::from(name));
            }
        }
        for suffix in &said.suffixes {
            names.push(said.fresh_under(suffix));
        }
        names.push(said.fresh_elsewhere());
        names
    }

    fn push(&mut self, name: SmolStr) {
        // Go's TLS library reads no name that ends in a dot.
        if name.ends_with('.') || self.hosts.contains_key(&name) {
            return;
        }
        let place = self.all.len();
        if let Some(under) = name.split_once('.').and_then(|(_, suffix)| self.suffixes.get_mut(suffix)) {
            under.push(place);
        }
        self.hosts.insert(name.clone(), place);
        self.all.push(Some(name));
    }

    /// The places of the names of a key.
    pub(super) fn of(&self, key: &Key) -> &[usize] {
        match key {
            Key::Host(name) => self.hosts.get(name).map_or(&[], std::slice::from_ref),
            Key::Suffix(suffix) => self.suffixes.get(suffix).map_or(&[], Vec::as_slice),
        }
    }
}

/// A name that is not taken.
fn fresh(ending: &str, is_free: impl Fn(&str) -> bool) -> SmolStr {
    let words = FRESH.iter().map(|word| (*word).to_owned());
    let numbers = (0u32..).map(|number| format!("{}-{number}", FRESH.first().unwrap_or(&"")));
    let mut names = words.chain(numbers).map(|label| format!("{label}{ending}"));
    names.find(|name| is_free(name)).unwrap_or_default().into()
}

impl<'r> Said<'r> {
    pub fn new(rules: impl Iterator<Item = &'r Rule>) -> Self {
        let mut said = Self::default();
        let mut known = HashSet::new();
        for rule in rules {
            for (matcher, _) in rule.matchers() {
                match &matcher.kind {
                    MatcherKind::HostSni(host @ (HostPattern::Exact(_) | HostPattern::Dotted(_))) => {
                        said.exact.extend(host.name());
                    }
                    MatcherKind::HostSni(HostPattern::Wildcard(suffix)) => drop(said.suffixes.insert(suffix)),
                    MatcherKind::HostSniRegexp(pattern) if known.insert(pattern.expression()) => {
                        said.patterns.push(pattern);
                    }
                    _ => {}
                }
            }
        }
        said
    }

    /// A name under a wildcard that is asked for by no exact name.
    pub fn fresh_under(&self, suffix: &str) -> SmolStr {
        fresh(&format!(".{suffix}"), |name| !self.exact.contains(name))
    }

    /// A name that no exact name and no wildcard asks for.
    pub fn fresh_elsewhere(&self) -> SmolStr {
        fresh(".example", |name| {
            let under = name.split_once('.').is_some_and(|(_, suffix)| self.suffixes.contains(suffix));
            !under && !self.exact.contains(name)
        })
    }

    /// Names for all that regular expressions tell apart. Wildcards have their place in the order of their suffixes.
    pub fn walked(&self, budget: &mut Budget) -> Walked {
        let automata: Option<Vec<Automaton>> = self.patterns.iter().map(|pattern| pattern.automaton()).collect();
        let Some(automata) = automata else { return Walked::default() };
        let suffixes: Vec<&str> = self.suffixes.iter().copied().collect();
        let all: Vec<&str> = self.exact.iter().copied().collect();
        let is_short = all.iter().map(|name| name.len()).sum::<usize>() <= MOST_SPELT;
        // Exact names are told apart from the others letter by letter. Many are so only where one got into the way.
        let mut exact = if is_short { all } else { Vec::new() };
        let mut found = Walked::default();
        for _ in 0..MOST_WALKS {
            found = Walk { patterns: &automata, exact: &exact, suffixes: &suffixes }.names(budget);
            let taken: HashSet<&Likeness> = found
                .names
                .iter()
                .filter(|(_, name)| self.exact.contains(name.as_str()))
                .map(|(likeness, _)| likeness)
                .collect();
            if taken.is_empty() {
                return found;
            }
            let more = self.exact.iter().copied().filter(|name| taken.contains(&self.likeness(name, &suffixes)));
            exact.extend(more);
            exact.sort_unstable();
            exact.dedup();
            let work = self.exact.len().saturating_mul(self.patterns.len());
            if !budget.spend(work) || exact.iter().map(|name| name.len()).sum::<usize>() > budget.walk() / 64 {
                break;
            }
        }
        Walked { complete: false, cut_short: true, ..found }
    }

    /// What an exact name would be like if no rule asked for it by itself.
    fn likeness(&self, name: &str, suffixes: &[&str]) -> Likeness {
        let place = name.split_once('.').and_then(|(_, suffix)| suffixes.binary_search(&suffix).ok());
        (place, self.patterns.iter().map(|pattern| pattern.is_match(name) == Some(true)).collect())
    }
}
