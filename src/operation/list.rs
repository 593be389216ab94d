use serde_json::Value;

use crate::output::listing;
use crate::store::{Refusal, Store};

/// The resource that is the listing.
pub const LIST: &str = "traefik://traffic/tcp/list";

/// Every route of a store, where it leads and what guards it.
///
/// # Errors
/// When the store cannot be read.
pub fn list(store: &dyn Store) -> Result<Value, Refusal> {
    let resources = store.list()?;
    serde_json::to_value(listing(&resources)).map_err(|error| Refusal::new("not-written", error.to_string()))
}
