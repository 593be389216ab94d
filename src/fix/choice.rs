use crate::diagnostic::{Diagnostic, Fix};

/// Which fixes are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Fixes {
    /// Those that do not change what the state means.
    #[default]
    Safe,
    /// As well those that change it, unless there are several for one problem: a person chooses among these.
    Unsafe,
}

impl Fixes {
    /// The fix of a problem.
    pub fn of(self, found: &Diagnostic) -> Option<&Fix> {
        let safe = found.fixes.iter().find(|fix| fix.safe);
        safe.or(match (self, found.fixes.as_slice()) {
            (Self::Unsafe, [only]) => Some(only),
            _ => None,
        })
    }
}
