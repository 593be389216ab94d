use serde_json::{Value, json};

use crate::output::listing;
use crate::store::{Refusal, Store};

/// The resource that is the listing.
pub const LIST: &str = "traefik://traffic/tcp/list";

/// Every route of a store, where it leads and what guards it; of a fenced store with the namespaces that it reads.
///
/// # Errors
/// When the store cannot be read.
pub fn list(store: &dyn Store) -> Result<Value, Refusal> {
    let resources = store.list()?;
    let failed = |error: serde_json::Error| Refusal::new("not-written", error.to_string());
    let mut list = serde_json::to_value(listing(&resources)).map_err(failed)?;
    if let Some(namespaces) = store.namespaces() {
        list["scope"] = json!("namespaces");
        list["namespaces"] = json!(namespaces);
    }
    Ok(list)
}
