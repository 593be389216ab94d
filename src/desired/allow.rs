use super::fields::table;
use crate::source::Text;

table! {
    /// A warning that is meant to be here.
    pub struct Allow {
        /// The diagnostic's code, for example `allows-everyone`.
        code: Text,
        /// Why it is right here.
        reason: Text,
    }
    required ["code", "reason"];
}
