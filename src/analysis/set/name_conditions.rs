//! What tells the names that are meant from the others, where regular expressions do.

use std::collections::BTreeSet;

use super::inside::Inside;
use super::names::NameAtoms;
use crate::analysis::walk::Likeness;
use crate::rule::MatcherKind;

/// Something that is true of names, or is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Literal {
    /// They are under a wildcard.
    Under(usize, bool),
    /// A regular expression matches them.
    Matching(usize, bool),
}

/// What is true of names, all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Condition(Vec<Literal>);

impl Condition {
    /// Whether it is true of names that are like this.
    pub fn holds(&self, likeness: &Likeness) -> bool {
        self.0.iter().all(|literal| literal.holds(likeness))
    }

    /// In Traefik's rule language.
    pub fn written(&self, atoms: &NameAtoms) -> String {
        let written = self.0.iter().filter_map(|literal| {
            let (matcher, holds) = match *literal {
                Literal::Under(place, holds) => (format!("HostSNI(`{}`)", atoms.wildcard(place)?), holds),
                Literal::Matching(place, holds) => {
                    (MatcherKind::HostSniRegexp(atoms.patterns.get(place)?.clone()).to_string(), holds)
                }
            };
            Some(format!("{}{matcher}", if holds { "" } else { "!" }))
        });
        written.collect::<Vec<_>>().join(" && ")
    }
}

impl Literal {
    fn holds(self, (suffix, answers): &Likeness) -> bool {
        match self {
            Self::Under(place, holds) => (*suffix == Some(place)) == holds,
            Self::Matching(place, holds) => answers.get(place).copied().unwrap_or(false) == holds,
        }
    }
}

/// Conditions of which one is true for each likeness that is inside, or outside, as `wanted` has it, and none for the
/// others. Wildcards that are wanted as a whole need none.
pub(super) fn conditions(inside: &Inside<'_>, wanted: bool, whole: &BTreeSet<usize>) -> Vec<Condition> {
    let told = |(suffix, _): &&Likeness| suffix.is_none_or(|suffix| !whole.contains(&suffix));
    let mut conditions: Vec<Condition> = Vec::new();
    let mut wanted_ones = inside.likenesses(wanted).filter(told).peekable();
    if wanted_ones.peek().is_none() {
        return conditions;
    }
    let others: Vec<&Likeness> = inside.likenesses(!wanted).collect();
    for likeness in wanted_ones {
        if !conditions.iter().any(|condition| condition.holds(likeness)) {
            conditions.push(condition(inside, likeness, others.clone()));
        }
    }
    conditions
}

/// What is true of a likeness and of none of the others: few things, those first that tell it from most.
fn condition(inside: &Inside<'_>, likeness: &Likeness, mut others: Vec<&Likeness>) -> Condition {
    let (suffix, answers) = likeness;
    let answers = answers.iter().enumerate().filter(|(place, _)| inside.atoms.tells(*place));
    let (is, is_not): (Vec<_>, Vec<_>) =
        answers.map(|(place, holds)| Literal::Matching(place, *holds)).partition(is_so);
    let elsewhere =
        if suffix.is_none() { others.iter().filter_map(|(suffix, _)| *suffix).collect() } else { BTreeSet::new() };
    let under = suffix.iter().map(|place| Literal::Under(*place, true));
    let not_under = elsewhere.into_iter().map(|place| Literal::Under(place, false));
    let mut literals: Vec<Literal> = under.chain(is).chain(is_not).chain(not_under).collect();
    let mut chosen = Vec::new();
    while !others.is_empty() || chosen.is_empty() {
        let Some(best) = best(&literals, &others) else { break };
        let literal = literals.remove(best);
        others.retain(|other| literal.holds(other));
        chosen.push(literal);
    }
    // As one would say it: what is so first.
    let (mut is, is_not): (Vec<_>, Vec<_>) = chosen.into_iter().partition(is_so);
    is.extend(is_not);
    Condition(is)
}

/// The literal that tells most of the others apart. Of those that tell as many the first, so that what is so comes before
/// what is not.
fn best(literals: &[Literal], others: &[&Likeness]) -> Option<usize> {
    let mut best = None;
    for (place, literal) in literals.iter().enumerate() {
        let told = others.iter().filter(|other| !literal.holds(other)).count();
        if best.is_none_or(|(_, most)| told > most) {
            best = Some((place, told));
        }
        if told == others.len() {
            break;
        }
    }
    best.map(|(place, _)| place)
}

fn is_so(literal: &Literal) -> bool {
    matches!(literal, Literal::Under(_, true) | Literal::Matching(_, true))
}
