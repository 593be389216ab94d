use crate::desired::{Common, DesiredState};

/// What every entry that becomes an object may carry, in the order of the files.
pub(crate) fn commons(desired: &DesiredState) -> impl Iterator<Item = &Common> {
    desired.entries.iter().map(|entry| entry.body.common())
}
