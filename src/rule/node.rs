use std::ops::Range;

use super::token::LiteralKind;

/// A Go expression, before anybody asks whether it is a rule.
#[derive(Debug)]
pub(super) struct Node {
    pub kind: NodeKind,
    /// In bytes of the rule's text.
    pub range: Range<usize>,
    /// How many nodes deep it is; bounded, so that walking and dropping it are safe.
    pub depth: usize,
}

#[derive(Debug)]
pub(super) enum NodeKind {
    Identifier,
    Literal(LiteralKind),
    Paren(Box<Node>),
    Unary {
        operator: &'static str,
        operand: Box<Node>,
    },
    /// Operands joined by one operator, left to right.
    Chain {
        operator: &'static str,
        /// The first operator's place.
        place: Range<usize>,
        operands: Vec<Node>,
    },
    Call {
        function: Box<Node>,
        arguments: Vec<Node>,
    },
    Selector {
        operand: Box<Node>,
        name: Range<usize>,
    },
    /// All that no rule can use, by Go's name for it (`ast.` left out).
    Other(&'static str),
}

impl Node {
    pub fn leaf(kind: NodeKind, range: Range<usize>) -> Self {
        Self { kind, range, depth: 1 }
    }

    pub fn around(kind: NodeKind, range: Range<usize>, inner: usize) -> Self {
        Self { kind, range, depth: inner + 1 }
    }

    /// Go's name of the construct, `ast.` left out.
    pub fn construct(&self) -> &'static str {
        match &self.kind {
            NodeKind::Identifier => "Ident",
            NodeKind::Literal(_) => "BasicLit",
            NodeKind::Paren(_) => "ParenExpr",
            NodeKind::Unary { .. } => "UnaryExpr",
            NodeKind::Chain { .. } => "BinaryExpr",
            NodeKind::Call { .. } => "CallExpr",
            NodeKind::Selector { .. } => "SelectorExpr",
            NodeKind::Other(name) => name,
        }
    }
}
