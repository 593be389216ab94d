use super::node::Node;

/// The most instructions that are made of one expression; what needs more has no program.
const MOST: usize = 2_000;

/// An expression as instructions that are walked a character at a time (Thompson's construction).
#[derive(Debug)]
pub(in crate::rule) struct Program {
    pub instructions: Vec<Instruction>,
    pub start: u32,
}

#[derive(Debug)]
pub(in crate::rule) enum Instruction {
    /// One character of these (bit n for the code n), then on.
    Set { ascii: u128, next: u32 },
    /// On with any of these.
    Split(Vec<u32>),
    /// On where this holds.
    Assert { what: Assertion, next: u32 },
    /// There is a match.
    Match,
}

/// What is asked of a place between two characters of a text without newlines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::rule) enum Assertion {
    Begin,
    End,
    WordBoundary,
    NoWordBoundary,
}

impl Program {
    /// None where it would be too long.
    pub(super) fn of(node: &Node) -> Option<Self> {
        let mut program = Self { instructions: vec![Instruction::Match], start: 0 };
        program.start = program.emit(node, 0)?;
        Some(program)
    }

    /// Written from the end: what comes behind a node is there already.
    fn emit(&mut self, node: &Node, next: u32) -> Option<u32> {
        match node {
            Node::Set(set) => self.push(Instruction::Set { ascii: set.ascii(), next }),
            Node::BeginText | Node::BeginLine => self.assert(Assertion::Begin, next),
            Node::EndText | Node::EndLine => self.assert(Assertion::End, next),
            Node::WordBoundary => self.assert(Assertion::WordBoundary, next),
            Node::NoWordBoundary => self.assert(Assertion::NoWordBoundary, next),
            Node::Concat(nodes) => nodes.iter().rev().try_fold(next, |next, node| self.emit(node, next)),
            Node::Alternate(branches) => {
                let entries: Option<Vec<u32>> = branches.iter().map(|branch| self.emit(branch, next)).collect();
                self.push(Instruction::Split(entries?))
            }
            Node::Repeat { node, min, max } => self.repeat(node, *min, *max, next),
        }
    }

    fn repeat(&mut self, node: &Node, min: u32, max: Option<u32>, next: u32) -> Option<u32> {
        let mut entry = next;
        match max {
            None => {
                entry = self.push(Instruction::Split(vec![next]))?;
                let body = self.emit(node, entry)?;
                if let Some(Instruction::Split(ways)) = self.instructions.get_mut(entry as usize) {
                    ways.push(body);
                }
            }
            Some(max) => {
                for _ in min..max {
                    let body = self.emit(node, entry)?;
                    entry = self.push(Instruction::Split(vec![body, next]))?;
                }
            }
        }
        (0..min).try_fold(entry, |entry, _| self.emit(node, entry))
    }

    fn assert(&mut self, what: Assertion, next: u32) -> Option<u32> {
        self.push(Instruction::Assert { what, next })
    }

    fn push(&mut self, instruction: Instruction) -> Option<u32> {
        if self.instructions.len() >= MOST {
            return None;
        }
        self.instructions.push(instruction);
        u32::try_from(self.instructions.len() - 1).ok()
    }
}
