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
