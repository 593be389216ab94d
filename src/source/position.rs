use serde::Serialize;

/// A place as people and editors count it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// In bytes, from 0.
    pub offset: usize,
    /// In UTF-16 units, from 0; none unless [the file counts them](super::SourceFile::counting_utf16).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub utf16: Option<usize>,
}
