use std::collections::HashMap;

use super::super::change::says_the_same;
use super::reading::find;
use crate::Compilation;
use crate::resource::{Kind, Object, ObjectRef};
use crate::store::Change;

/// Whether a changed text specifies what it should: the changed object as it is meant, and every other as before.
pub(super) fn specifies(after: &Compilation, before: &Compilation, change: &Change<'_>) -> bool {
    let changed = find(after, change.kind(), change.object_ref());
    let as_meant = match change.object() {
        Some(object) => changed.is_some_and(|changed| says_the_same(changed, object)),
        None => changed.is_none(),
    };
    as_meant && others_stay(before, after, change)
}

fn others_stay(before: &Compilation, after: &Compilation, change: &Change<'_>) -> bool {
    let mut known: HashMap<(Kind, ObjectRef<'_>), &Object> = HashMap::new();
    for object in others(before, change) {
        known.entry((object.kind(), object.object_ref())).or_insert(object);
    }
    let same_number = others(before, change).count() == others(after, change).count();
    same_number
        && others(after, change).all(|object| {
            known.get(&(object.kind(), object.object_ref())).is_some_and(|earlier| is_equal(earlier, object))
        })
}

fn others<'c>(compiled: &'c Compilation, change: &Change<'_>) -> impl Iterator<Item = &'c Object> {
    compiled.resources.objects().iter().filter(|object| !change.concerns(object))
}

/// Places do not count.
fn is_equal(one: &Object, other: &Object) -> bool {
    one.group == other.group
        && one.metadata == other.metadata
        && one.spec == other.spec
        && one.external == other.external
}
