//! Objects that are in no text, as a state: so the checks can look at them.

use std::fmt::Write;

use toml_writer::{ToTomlKey, TomlKeyBuilder};

use super::Change;
use crate::compilation::{Compilation, Options, compile};
use crate::environment::environment;
use crate::import::state_file;
use crate::resource::{Object, Resources};
use crate::routing::RoutingTable;
use crate::source::Sources;

/// The state that specifies what a store holds, with what is known beside the objects.
pub(super) fn state(resources: &Resources, facts: &Sources) -> Sources {
    let mut text = state_file(resources);
    for object in resources.objects().iter().filter(|object| object.external) {
        let key = TomlKeyBuilder::new(&object.object_ref().to_string()).as_default().to_toml_key();
        let _ = write!(text, "\n[{}.{key}]\nexternal = true\n", object.kind().table());
    }
    text.push('\n');
    text.push_str(facts.first_text());
    facts.with_first("store", text)
}

/// The compilation of these objects, and the text that its diagnostics have places in.
pub(super) fn compiled(resources: &Resources, facts: &Sources) -> (Compilation, Sources) {
    let sources = state(resources, facts);
    (compile(&sources, &Options::default()), sources)
}

/// With the objects that Traefik serves, instead of those that the text makes of them.
pub(super) fn serving(mut compilation: Compilation, resources: Resources) -> Compilation {
    compilation.table = RoutingTable::new(&resources, &environment(&compilation.desired));
    compilation.resources = resources;
    compilation
}

/// The objects after a change.
pub(super) fn changed(resources: &Resources, change: &Change<'_>) -> Resources {
    let mut objects: Vec<Object> =
        resources.objects().iter().filter(|object| !change.concerns(object)).cloned().collect();
    objects.extend(change.object().cloned());
    objects.sort_by_key(Object::kind);
    Resources::new(objects)
}
