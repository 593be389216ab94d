use crate::store::{Refusal, Store};

/// Whether a store may read and write a namespace.
///
/// # Errors
/// When it is fenced in to other namespaces.
pub(super) fn admit(store: &dyn Store, namespace: &str) -> Result<(), Refusal> {
    match store.namespaces() {
        Some(open) if !open.iter().any(|known| known == namespace) => Err(Refusal::outside(namespace, open)),
        _ => Ok(()),
    }
}
