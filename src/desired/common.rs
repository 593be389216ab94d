use super::allow::Allow;
use super::fields::table;
use crate::source::{Spanned, Text};

table! {
    /// What every entry may carry.
    pub struct Common {
        /// Kubernetes namespace of the object; the file's `namespace` when left out.
        namespace: Text,
        /// Kubernetes labels, added to the state's.
        labels: Vec<(Text, Text)>,
        /// Kubernetes annotations, added to the state's.
        annotations: Vec<(Text, Text)>,
        /// Warnings that are meant to be here, each with a reason.
        allow: Spanned<Vec<Allow>>,
    }
}
