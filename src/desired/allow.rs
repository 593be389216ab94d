use super::fields::table;
use crate::source::Text;

table! {
    /// A warning that is accepted.
    pub struct Allow {
        /// The diagnostic's code.
        /// Example: `"allows-everyone"`
        code: Text,
        /// Why the warning is accepted.
        /// Example: `"a public broker that asks for certificates"`
        reason: Text,
    }
    required ["code", "reason"];
}
