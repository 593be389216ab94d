use super::fields::table;
use crate::source::{Spanned, Text};

table! {
    /// Where a service's servers are, for `--target file`, which has no Kubernetes to ask.
    pub struct Backends {
        /// `address:port` of each server.
        /// Example: `["127.0.0.1:5432"]`
        addresses: Spanned<Vec<Text>>,
    }
    shorthand addresses: Spanned<Vec<Text>>;
}
