use super::char_set::CharSet;

/// A regular expression, as far as it matters whether there is a match: without captures, and whether greedy or not.
#[derive(Clone, Debug)]
pub(super) enum Node {
    /// One character of the set.
    Set(CharSet),
    /// `\A`, or `^` outside multi-line mode.
    BeginText,
    /// `\z`, or `$` outside multi-line mode.
    EndText,
    /// `^` in multi-line mode.
    BeginLine,
    /// `$` in multi-line mode.
    EndLine,
    /// `\b`
    WordBoundary,
    /// `\B`
    NoWordBoundary,
    /// One after another; none is the empty expression.
    Concat(Vec<Node>),
    /// Any of at least two.
    Alternate(Vec<Node>),
    /// `*`, `+`, `?` and `{min,max}`.
    Repeat { node: Box<Node>, min: u32, max: Option<u32> },
}

impl Node {
    /// The nodes directly inside.
    pub fn children(&self) -> &[Self] {
        match self {
            Self::Concat(nodes) | Self::Alternate(nodes) => nodes,
            Self::Repeat { node, .. } => std::slice::from_ref(node),
            _ => &[],
        }
    }
}
