use std::hash::Hash;

use foldhash::{HashMap, HashMapExt as _};

use crate::diagnostic::Diagnostic;

/// What tcpgen says of the new state and did not say of the old one, and the other way round.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Findings {
    /// Said of the new state alone.
    pub new: Vec<Diagnostic>,
    /// Said of the old state alone.
    pub fixed: Vec<Diagnostic>,
    /// How many are said of both.
    pub unchanged: usize,
}

impl Findings {
    /// Two diagnostics are the same one when code and message are: places move with every edit.
    pub fn new(old: &[Diagnostic], new: &[Diagnostic]) -> Self {
        Self::by(old, new, key)
    }

    /// Of the same texts: two diagnostics are the same one when code and place are. Messages name versions.
    pub fn of_same_texts(old: &[Diagnostic], new: &[Diagnostic]) -> Self {
        Self::by(old, new, |found| (found.code.name, found.span))
    }

    fn by<'d, K: Eq + Hash>(old: &'d [Diagnostic], new: &'d [Diagnostic], key: impl Fn(&'d Diagnostic) -> K) -> Self {
        let mut before: HashMap<K, usize> = HashMap::new();
        for found in old {
            *before.entry(key(found)).or_default() += 1;
        }
        let mut findings = Self::default();
        for found in new {
            match before.get_mut(&key(found)).filter(|count| **count > 0) {
                Some(count) => {
                    *count -= 1;
                    findings.unchanged += 1;
                }
                None => findings.new.push(found.clone()),
            }
        }
        // What is left over was said of the old state alone; of several that are alike, the last ones.
        let fixed = old.iter().rev().filter(|found| {
            let left = before.get_mut(&key(found));
            left.is_some_and(|count| std::mem::replace(count, count.saturating_sub(1)) > 0)
        });
        findings.fixed = fixed.cloned().collect();
        findings.fixed.reverse();
        findings
    }

    /// Of what is new, keeps what is `written` too, with its places there.
    pub(super) fn point_into(&mut self, written: &[Diagnostic]) {
        let places: HashMap<(&str, &str), &Diagnostic> = written.iter().map(|found| (key(found), found)).collect();
        self.new = self.new.iter().filter_map(|found| places.get(&key(found)).copied().cloned()).collect();
    }
}

fn key(found: &Diagnostic) -> (&str, &str) {
    (found.code.name, &found.message)
}
