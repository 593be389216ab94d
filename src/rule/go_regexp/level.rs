use super::item::Item;

/// The flags that `(?imsU)` sets.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Flags {
    /// `i`
    pub ignore_case: bool,
    /// `m`
    pub multi_line: bool,
    /// `s`
    pub dot_matches_newline: bool,
}

impl Flags {
    /// Sets or clears the flag of a letter; false where there is none. `U` changes which match is found, not whether
    /// there is one.
    pub fn set(&mut self, letter: char, on: bool) -> bool {
        match letter {
            'i' => self.ignore_case = on,
            'm' => self.multi_line = on,
            's' => self.dot_matches_newline = on,
            'U' => {}
            _ => return false,
        }
        true
    }
}

/// A group that is being read.
#[derive(Default)]
pub(super) struct Level {
    branches: Vec<Item>,
    pub items: Vec<Item>,
    pub captures: bool,
    /// The flags to return to behind the group.
    pub flags: Flags,
}

impl Level {
    /// A group that has just been opened.
    pub fn new(captures: bool, flags: Flags) -> Self {
        Self { captures, flags, ..Self::default() }
    }

    /// At a `|`, or at the end.
    pub fn end_branch(&mut self) {
        self.branches.push(Item::concat(std::mem::take(&mut self.items)));
    }

    /// All that was read of the group.
    pub fn into_item(mut self) -> Item {
        if self.branches.is_empty() {
            return Item::concat(self.items);
        }
        self.end_branch();
        Item::alternate(self.branches)
    }
}
