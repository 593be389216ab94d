/// Where the arguments of a call come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// A tool's client: `create` replaces what exists, as documented.
    Call,
    /// A request in words: what it does not name is kept.
    Words,
}
