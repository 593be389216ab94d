//! Objects that stand in no text, as a state: so the checks can look at them.

use std::fmt::Write;

use toml_writer::{ToTomlKey, TomlKeyBuilder};

use super::{Change, Judgement};
use crate::import::state_file;
use crate::resource::{Object, Resources};
use crate::source::Sources;
use crate::{Options, compile};

/// The state file that says what a store holds; `facts` are tables of a state file.
pub(super) fn state(resources: &Resources, facts: &str) -> Sources {
    let mut text = state_file(resources);
    for object in resources.objects().iter().filter(|object| object.external) {
        let key = TomlKeyBuilder::new(&object.object_ref().to_string()).as_default().to_toml_key();
        let _ = write!(text, "\n[{}.{key}]\nexternal = true\n", object.kind().table());
    }
    text.push('\n');
    text.push_str(facts);
    Sources::single("store", text)
}

/// What the checks say of a change to these objects.
pub(super) fn judge(resources: &Resources, facts: &str, change: &Change<'_>) -> Judgement {
    let before = compile(&state(resources, facts), Options::default());
    let sources = state(&changed(resources, change), facts);
    let after = compile(&sources, Options::default());
    Judgement::new(&before, &after, change, sources).without_places()
}

/// The objects after a change.
fn changed(resources: &Resources, change: &Change<'_>) -> Resources {
    let mut objects: Vec<Object> =
        resources.objects().iter().filter(|object| !change.concerns(object)).cloned().collect();
    if let Change::Apply(object) = change {
        objects.push((*object).clone());
    }
    objects.sort_by_key(Object::kind);
    Resources::new(objects)
}
