use super::fields::table;
use crate::source::{Spanned, Text};

table! {
    /// Addresses of a service's servers, for `--target file`, which cannot look them up in Kubernetes.
    pub struct Backends {
        /// `address:port` of each server.
        /// Example: `["127.0.0.1:5432"]`
        addresses: Spanned<Vec<Text>>,
    }
    shorthand addresses: Spanned<Vec<Text>>;
}
