/// The number of a source file within its [`Sources`](super::Sources), in the order they were given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

impl FileId {
    /// No file: what was made by tcpgen itself or came from a cluster.
    pub const NOWHERE: Self = Self(u32::MAX);

    /// The first file.
    pub(crate) const FIRST: Self = Self(0);

    pub(super) fn from_index(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    pub(crate) fn index(self) -> usize {
        self.0 as usize
    }

    pub(super) fn number(self) -> u32 {
        self.0
    }

    pub(super) fn from_number(number: u32) -> Self {
        Self(number)
    }
}

/// An entry of a state: its place among all entries that become objects, in the order of the files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EntryId(u32);

impl EntryId {
    /// The entry at this place, from 0.
    pub fn new(place: usize) -> Self {
        // Texts are shorter than 4 GiB, and an entry takes more than a byte.
        Self(u32::try_from(place).unwrap_or(u32::MAX))
    }

    /// The place, from 0.
    pub fn place(self) -> usize {
        self.0 as usize
    }
}
