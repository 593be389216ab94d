use std::ops::Range;

use smol_str::SmolStr;

/// A key as it is written: one part of a dotted one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    /// Its value.
    pub name: SmolStr,
    /// Its place, with quotes.
    pub range: Range<usize>,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NodeKind {
    /// `[a.b]` with everything under it.
    Table,
    /// `[[a.b]]` with everything under it.
    TableOfArray,
    /// `a.b = value`
    Pair,
    /// A value in an array.
    Item,
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ValueKind {
    /// None is written yet.
    None,
    /// A string, closed or not.
    String,
    /// Another value without parts.
    Scalar,
    /// `[..]`
    Array,
    /// `{..}`
    Inline,
}

/// A part of a TOML text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Node {
    /// The node that it is in.
    pub parent: Option<usize>,
    /// What it is.
    pub kind: NodeKind,
    /// Its own keys; none of an item.
    pub keys: Vec<Key>,
    /// All of it. A table reaches to the next header.
    pub range: Range<usize>,
    /// Its value; the header of a table.
    pub value: Range<usize>,
    /// What the value is; of a table nothing.
    pub value_kind: ValueKind,
}

impl Node {
    /// Whether it is a table with a header.
    pub fn is_table(&self) -> bool {
        matches!(self.kind, NodeKind::Table | NodeKind::TableOfArray)
    }
}
