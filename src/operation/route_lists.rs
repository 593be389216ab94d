//! The lists of a route that an update changes: its entry points and its middlewares.

use super::list_change::ListChange;
use super::parameters::{ENTRY_POINTS, MIDDLEWARES};
use super::update_route::UpdateRoute;
use crate::resource::{MiddlewareRef, Object};
use crate::source::Text;
use crate::store::Refusal;

impl UpdateRoute {
    pub(super) fn listeners(&self) -> ListChange<'_> {
        ListChange {
            argument: ENTRY_POINTS.name,
            set: self.entry_points.as_deref(),
            add: self.add_entry_points.as_deref(),
            remove: self.remove_entry_points.as_deref(),
        }
    }

    pub(super) fn guards(&self) -> ListChange<'_> {
        ListChange {
            argument: MIDDLEWARES.name,
            set: self.middlewares.as_deref(),
            add: self.add_middlewares.as_deref(),
            remove: self.remove_middlewares.as_deref(),
        }
    }

    pub(super) fn change_listeners(&self, list: &mut Vec<Text>, made: Vec<Text>, seen: &Object) -> Result<(), Refusal> {
        let change = self.listeners();
        if !change.is_given() {
            return Ok(());
        }
        let made = if change.new_items().is_empty() { Vec::new() } else { made };
        change.apply(list, made, |text: &Text| text.as_str().to_owned(), str::to_owned, seen)?;
        change.not_emptied(list, "without any, a route listens on every default entry point", seen)
    }

    /// A name without a namespace is one of the route's namespace; one of another provider has none.
    pub(super) fn change_guards(
        &self,
        guards: &mut Vec<MiddlewareRef>,
        made: Vec<MiddlewareRef>,
        seen: &Object,
    ) -> Result<(), Refusal> {
        let change = self.guards();
        if !change.is_given() {
            return Ok(());
        }
        let own = self.namespace.as_str();
        let key = |one: &MiddlewareRef| {
            let namespace = one.namespace.as_ref().map(Text::as_str).filter(|name| !name.is_empty());
            if one.name.as_str().contains('@') {
                one.name.as_str().to_owned()
            } else {
                format!("{}/{}", namespace.unwrap_or(own), one.name.as_str())
            }
        };
        let written = |name: &str| if name.contains(['/', '@']) { name.to_owned() } else { format!("{own}/{name}") };
        change.apply(guards, made, key, written, seen)
    }
}
