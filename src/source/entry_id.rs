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
