/// Whether the arguments of a call come from a tool's client or from a request in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// A client sends them: `create` replaces, as the contract says.
    Call,
    /// They are what a sentence says: what it does not name is kept.
    Words,
}
