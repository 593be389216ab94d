use super::fields::table;
use crate::source::Text;

table! {
    /// A warning that is meant to be here.
    pub struct Allow {
        /// The diagnostic's code.
        /// Example: `"allows-everyone"`
        code: Text,
        /// Why it is right here.
        /// Example: `"a public broker that asks for certificates"`
        reason: Text,
    }
    required ["code", "reason"];
}
