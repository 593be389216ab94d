use serde_json::Value;

use super::consent::Consent;
use super::lost::lost;
use super::newcomers::Before;
use super::reply::{self, Reply};
use crate::diagnostic::closest;
use crate::resource::{Kind, Object, ObjectRef};
use crate::store::{Applied, CHANGED_UNDERNEATH, Change, Deleted, Refusal, Store};

/// An object as it is to be.
pub(super) struct Wanted<'a> {
    /// What it says.
    pub object: Object,
    /// The object that an update is made of; it must still be so.
    pub seen: Option<&'a Object>,
    /// The result's key for its name.
    pub key: &'a str,
    /// What the call may do.
    pub consent: Consent,
}

/// How often an update is made again on what another writer has changed meanwhile.
const ATTEMPTS: usize = 8;

/// Makes an update, which reads the object and applies what becomes of it, until nobody changes the object in between.
pub(super) fn undisturbed(mut update: impl FnMut() -> Result<Value, Refusal>) -> Result<Value, Refusal> {
    for _ in 1..ATTEMPTS {
        match update() {
            Err(refusal) if refusal.code == CHANGED_UNDERNEATH => {}
            done => return done,
        }
    }
    update()
}

/// Applies an object, and says what the checks say of it, what it lost and who gets in anew.
pub(super) fn apply(store: &mut dyn Store, wanted: Wanted<'_>) -> Result<Value, Refusal> {
    let Wanted { object, seen, key, consent } = wanted;
    let (kind, name) = (object.kind(), object.object_ref().to_string());
    let existing = existing(store, kind, object.object_ref())?;
    let state = match &existing {
        Some(existing) => {
            consent.may_lose(existing, seen.is_some(), &lost(existing, Some(&object)))?;
            consent.other_state(store, existing)?
        }
        None => None,
    };
    let before = Before::of(store)?;
    let judgement = store.judge_among(before.resources(), &Change::Apply(&object))?;
    if let Some(refusal) = judgement.refusal() {
        return Err(refusal);
    }
    let applied = match seen {
        Some(seen) => store.apply_spec_to(seen, object.clone())?,
        None => store.apply_spec(object.clone())?,
    };
    // Others may have kept something in it. It is done: that it cannot be read now is no reason to refuse.
    let after = self::existing(store, kind, object.object_ref()).ok().flatten().unwrap_or(object);
    let (lost, newcomers) = match applied {
        Applied::Unchanged => (Vec::new(), Vec::new()),
        _ => (
            existing.as_ref().map(|existing| lost(existing, Some(&after))).unwrap_or_default(),
            before.newcomers(existing.as_ref(), Some(&after)),
        ),
    };
    let reply = Reply::new(&reply::applied(applied, kind, &name, &lost))
        .with(key, after.metadata.name.as_str())
        .with("namespace", after.metadata.namespace.as_str())
        .with("result", applied.name())
        .with("spec", serde_json::to_value(&after.spec).unwrap_or_default())
        .notes(store.remarks());
    Ok(reply.consequences(&lost, &newcomers).state(state).warnings(&judgement))
}

/// Deletes an object, and says what that breaks, what it had and who gets in anew.
pub(super) fn delete(
    store: &mut dyn Store,
    kind: Kind,
    name: ObjectRef<'_>,
    key: &str,
    consent: Consent,
) -> Result<Value, Refusal> {
    let Some(existing) = existing(store, kind, name)? else { return Err(not_found(store, kind, name)?) };
    let state = consent.other_state(store, &existing)?;
    let before = Before::of(store)?;
    consent.may_delete(before.resources(), &existing)?;
    let judgement = store.judge_among(before.resources(), &Change::Delete(kind, name))?;
    if let Some(refusal) = judgement.refusal() {
        return Err(refusal);
    }
    let deleted = store.delete(kind, name)?;
    if deleted == Deleted::NotFound {
        return Err(not_found(store, kind, name)?);
    }
    let reply = Reply::new(&format!("deleted the {} `{name}`", kind.name()))
        .with(key, name.name)
        .with("namespace", name.namespace)
        .with("result", deleted.name())
        .consequences(&lost(&existing, None), &before.newcomers(Some(&existing), None));
    Ok(reply.state(state).warnings(&judgement))
}

/// The object of this name, unless it only exists elsewhere.
pub(super) fn existing(store: &dyn Store, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Object>, Refusal> {
    let stored = store.get(kind, name)?.map(|stored| stored.object);
    Ok(stored.filter(|object| !object.external))
}

/// Refused, because there is no such object: with the name that may be meant.
pub(super) fn not_found(store: &dyn Store, kind: Kind, name: ObjectRef<'_>) -> Result<Refusal, Refusal> {
    let full = name.to_string();
    let listed = store.list()?;
    let of_kind = listed.emitted().filter(|object| object.kind() == kind);
    let names: Vec<String> = of_kind.map(|object| object.object_ref().to_string()).collect();
    let near = closest(&full, names.iter().map(String::as_str));
    Ok(reply::not_found(kind.name(), &full, near))
}
