use smol_str::SmolStr;

use crate::resource::Object;

/// An object as a store keeps it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// What makes it this very object: kept when it is changed in place, new when it is deleted and created again.
    pub uid: SmolStr,
    /// What it says.
    pub object: Object,
}
