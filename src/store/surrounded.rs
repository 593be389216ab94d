use super::{Refusal, Store, around, as_state};
use crate::source::Sources;

/// The state of a store that is no text, with what is around its objects.
pub(crate) fn surrounded(store: &dyn Store, within: Option<&[String]>) -> Result<Sources, Refusal> {
    let listed = store.list()?;
    let found = store.surroundings(listed.objects(), within)?;
    let mut sources = as_state::state(&listed, &store.facts()?);
    around::add_around(&mut sources, found);
    Ok(sources)
}
