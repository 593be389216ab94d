use std::collections::BTreeMap;
use std::fmt;

use foldhash::{HashMap, HashSet, HashSetExt as _};
use serde::Serialize;

use super::super::ObjectId;
use crate::resource::{Kind, Object, ObjectRef, Resources};

/// What a step does with its object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Action {
    /// It is created.
    Create,
    /// It is updated in place.
    Update,
    /// It is deleted.
    Delete,
}

/// One object that is written or deleted, which an API server does atomically.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// What is done.
    pub action: Action,
    /// With which object.
    #[serde(flatten)]
    pub object: ObjectId,
}

/// A step with the new content of its object.
#[derive(Clone, Debug, PartialEq)]
pub struct Change<'a> {
    /// The step.
    pub step: Step,
    /// The object as it is written; none when it is deleted.
    pub content: Option<&'a Object>,
}

impl<'a> Change<'a> {
    /// The object is created or updated.
    pub fn write(action: Action, object: &'a Object) -> Self {
        Self { step: Step { action, object: ObjectId::of(object) }, content: Some(object) }
    }

    /// The object is deleted.
    pub fn delete(object: &Object) -> Self {
        Self { step: Step { action: Action::Delete, object: ObjectId::of(object) }, content: None }
    }
}

/// `create MiddlewareTCP default/office`.
impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let action = match self.action {
            Action::Create => "create",
            Action::Update => "update",
            Action::Delete => "delete",
        };
        write!(f, "{action} {}", self.object)
    }
}

/// Objects on the way from one set to another, by identity.
pub(super) type Present<'a> = BTreeMap<(Kind, ObjectRef<'a>), &'a Object>;

/// The objects of a set.
pub(super) fn present(resources: &Resources) -> Present<'_> {
    resources.objects().iter().map(|object| (id(object), object)).collect()
}

/// Whether two objects of a set have one name.
pub(super) fn has_namesakes(resources: &Resources) -> bool {
    index(resources).len() < resources.objects().len()
}

/// The last object of each name.
fn index(resources: &Resources) -> HashMap<(Kind, ObjectRef<'_>), &Object> {
    resources.objects().iter().map(|object| (id(object), object)).collect()
}

fn id(object: &Object) -> (Kind, ObjectRef<'_>) {
    (object.kind(), object.object_ref())
}

/// The objects once these changes are made.
pub(super) fn after<'a>(before: &Present<'a>, done: impl IntoIterator<Item = &'a Change<'a>>) -> Present<'a> {
    let mut now = before.clone();
    for change in done {
        match change.content {
            Some(content) => drop(now.insert(id(content), content)),
            None => drop(now.remove(&change.step.object.id())),
        }
    }
    now
}

/// These objects as a set.
pub(super) fn resources(present: &Present<'_>) -> Resources {
    Resources::new(present.values().map(|object| Object::clone(object)).collect())
}

/// The steps from `old` to `new` as `tcpgen apply --prune` takes them: what routes refer to, the routes, then deletions,
/// routes first. Unchanged and external objects have no step.
pub fn changes<'a>(old: &'a Resources, new: &'a Resources) -> Vec<Change<'a>> {
    let (before, after) = (index(old), index(new));
    let is_route = |object: &&Object| object.kind() == Kind::IngressRouteTcp;
    let (routes, referenced): (Vec<&Object>, Vec<&Object>) = new.emitted().partition(is_route);
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for object in referenced.into_iter().chain(routes) {
        let action = match before.get(&id(object)) {
            Some(was) if is_same(was, object) => continue,
            Some(_) => Action::Update,
            None => Action::Create,
        };
        if seen.insert(id(object)) {
            found.push(Change::write(action, object));
        }
    }
    let (routes, referenced): (Vec<&Object>, Vec<&Object>) = old.emitted().partition(is_route);
    for object in routes.into_iter().chain(referenced) {
        if !after.contains_key(&id(object)) && seen.insert(id(object)) {
            found.push(Change::delete(object));
        }
    }
    found
}

/// As an API server sees it; what cannot be serialized differs from everything.
fn is_same(one: &Object, other: &Object) -> bool {
    if one.is_like(other) {
        return true;
    }
    match (serde_json::to_value(one), serde_json::to_value(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}
