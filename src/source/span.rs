use std::ops::Range;

use serde::Serialize;

use super::FileId;

/// The longest file in bytes, which spans can count in 32 bits; ten thousand routes take two megabytes.
#[cfg(any(feature = "cli", feature = "cluster", feature = "language-server"))]
pub(crate) const FILE_AT_MOST: u64 = 64 << 20;

/// A byte range in a source file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// The file it lies in.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The place of things that nobody wrote in a file.
    pub const NOWHERE: Self = Self { file: FileId::NOWHERE, start: 0, end: 0 };

    /// A place in `file`. Offsets beyond 4 GiB are clamped; `Sources` takes no such file.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
        Self { file, start: clamp(range.start), end: clamp(range.end) }
    }

    /// The byte range alone.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span as three numbers, for passing it through serde.
    pub fn to_words(self) -> [u32; 3] {
        [self.file.number(), self.start, self.end]
    }

    /// What [`to_words`](Self::to_words) made.
    pub fn from_words([file, start, end]: [u32; 3]) -> Self {
        Self { file: FileId::from_number(file), start, end }
    }

    /// Whether this names no place in any file.
    pub fn is_nowhere(self) -> bool {
        self.file == FileId::NOWHERE
    }

    /// Whether `other` lies within this place.
    pub fn contains(self, other: Self) -> bool {
        self.file == other.file && self.start <= other.start && other.end <= self.end
    }
}

impl Default for Span {
    fn default() -> Self {
        Self::NOWHERE
    }
}

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
