use std::collections::BTreeMap;

use super::analysis::begins_text;
use super::node::Node;

/// The most instructions that are made of one expression; what needs more has no program. Go's own limit is 3,355,443.
const MOST: usize = 100_000;

/// An expression as instructions that are walked a character at a time (Thompson's construction).
#[derive(Debug)]
pub(in crate::rule) struct Program {
    pub(super) instructions: Vec<Instruction>,
    /// Ranges beyond ASCII that instructions name by their place: in order, ends included.
    pub(super) beyond: Vec<Vec<(u32, u32)>>,
    pub(super) start: u32,
    /// Whether every match begins at the beginning of the text.
    pub(super) anchored: bool,
}

#[derive(Debug)]
pub(super) enum Instruction {
    /// One character of these, then on: in ASCII bit n for the code n, beyond it by place.
    Set { ascii: u128, beyond: u32, next: u32 },
    /// On with both.
    Split(u32, u32),
    /// On where this holds.
    Assert { what: Assertion, next: u32 },
    /// There is a match.
    Match,
}

/// What is asked of a place between two characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Assertion {
    BeginText,
    EndText,
    BeginLine,
    EndLine,
    WordBoundary,
    NoWordBoundary,
}

impl Program {
    /// None where it would be too long.
    pub(super) fn of(node: &Node) -> Option<Self> {
        let mut writer = Writer { instructions: vec![Instruction::Match], beyond: BTreeMap::new() };
        let start = writer.emit(node, 0)?;
        let mut beyond = vec![Vec::new(); writer.beyond.len()];
        for (ranges, place) in writer.beyond {
            if let Some(empty) = beyond.get_mut(place as usize) {
                *empty = ranges;
            }
        }
        Some(Self { instructions: writer.instructions, beyond, start, anchored: begins_text(node) })
    }
}

struct Writer {
    instructions: Vec<Instruction>,
    beyond: BTreeMap<Vec<(u32, u32)>, u32>,
}

impl Writer {
    /// Written from the end: what comes behind a node is there already.
    fn emit(&mut self, node: &Node, next: u32) -> Option<u32> {
        let what = match node {
            Node::Set(set) => {
                let fresh = u32::try_from(self.beyond.len()).ok()?;
                let beyond = *self.beyond.entry(set.beyond()).or_insert(fresh);
                return self.push(Instruction::Set { ascii: set.ascii(), beyond, next });
            }
            Node::Concat(nodes) => return nodes.iter().rev().try_fold(next, |next, node| self.emit(node, next)),
            Node::Alternate(branches) => return self.alternate(branches, next),
            Node::Repeat { node, min, max } => return self.repeat(node, *min, *max, next),
            Node::BeginText => Assertion::BeginText,
            Node::EndText => Assertion::EndText,
            Node::BeginLine => Assertion::BeginLine,
            Node::EndLine => Assertion::EndLine,
            Node::WordBoundary => Assertion::WordBoundary,
            Node::NoWordBoundary => Assertion::NoWordBoundary,
        };
        self.push(Instruction::Assert { what, next })
    }

    fn alternate(&mut self, branches: &[Node], next: u32) -> Option<u32> {
        let Some((last, others)) = branches.split_last() else { return Some(next) };
        let mut entry = self.emit(last, next)?;
        for branch in others.iter().rev() {
            let branch = self.emit(branch, next)?;
            entry = self.push(Instruction::Split(branch, entry))?;
        }
        Some(entry)
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, next: u32) -> Option<u32> {
        let mut entry = next;
        let mut left = min;
        match max {
            None => {
                let again = self.push(Instruction::Split(next, next))?;
                let body = self.emit(node, again)?;
                if let Some(Instruction::Split(way, _)) = self.instructions.get_mut(again as usize) {
                    *way = body;
                }
                // The last of those that must be is the one that comes again.
                entry = if min == 0 { again } else { body };
                left = min.saturating_sub(1);
            }
            Some(max) => {
                for _ in min..max {
                    let body = self.emit(node, entry)?;
                    entry = self.push(Instruction::Split(body, next))?;
                }
            }
        }
        (0..left).try_fold(entry, |entry, _| self.emit(node, entry))
    }

    fn push(&mut self, instruction: Instruction) -> Option<u32> {
        if self.instructions.len() >= MOST {
            return None;
        }
        self.instructions.push(instruction);
        u32::try_from(self.instructions.len() - 1).ok()
    }
}
