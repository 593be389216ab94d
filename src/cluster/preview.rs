//! What an apply would make of the objects of a cluster.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::content::{STATE_LABEL, configuration, stored};
use super::predicted::predicted;
use super::{Cluster, ClusterError, Found};
use crate::difference::ObjectId;
use crate::resource::Object;
use crate::source::Text;

/// What an apply would be for.
#[derive(Clone, Copy, Debug)]
pub struct Wish<'a> {
    /// The objects that it would write.
    pub objects: &'a [&'a Object],
    /// The state that they are part of.
    pub state: Option<&'a str>,
    /// Whether it would delete what else is marked as part of that state.
    pub prune: bool,
    /// The namespaces to look into; none: all, or if that is not allowed, those of `around`.
    pub namespaces: &'a [String],
    /// The namespaces that concern the state.
    pub around: &'a BTreeSet<String>,
}

/// What a cluster has, and what an apply would do to it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The objects that there are.
    pub found: Found,
    /// The objects that it would write, with what others keep in them.
    pub written: Vec<Object>,
    /// The objects that it would delete.
    pub deleted: Vec<ObjectId>,
    /// The objects that it would have to change and that belong to another state, with its name.
    pub of_others: Vec<(ObjectId, String)>,
}

impl Cluster {
    /// Looks at what a cluster has, and works out what an apply would do. Nothing is written, and the server is not asked.
    ///
    /// # Errors
    /// When the cluster cannot be read.
    pub fn preview(&self, wish: Wish<'_>) -> Result<Preview, ClusterError> {
        let found = self.everything(wish)?;
        let wanted: HashSet<ObjectId> = wish.objects.iter().map(|object| ObjectId::of(object)).collect();
        let live: HashMap<ObjectId, &Object> =
            found.objects.iter().map(|object| (ObjectId::of(object), object)).collect();
        let (mut written, mut of_others) = (Vec::new(), Vec::new());
        for object in wish.objects {
            let id = ObjectId::of(object);
            let before = live.get(&id).copied();
            let theirs = before.and_then(state_of).filter(|theirs| wish.state != Some(theirs.as_str()));
            let after = self.after(object, before, theirs.map(Text::as_str).or(wish.state))?;
            if let Some(theirs) = theirs.filter(|_| before.is_some_and(|before| before.spec != after.spec)) {
                of_others.push((id, theirs.to_string()));
            }
            written.push(after);
        }
        let is_stale = |object: &&Object| {
            let is_part = wish.state.is_some() && state_of(object).map(Text::as_str) == wish.state;
            wish.prune && is_part && object.is_managed() && !wanted.contains(&ObjectId::of(object))
        };
        let deleted = found.objects.iter().filter(is_stale).map(ObjectId::of).collect();
        Ok(Preview { found, written, deleted, of_others })
    }

    fn everything(&self, wish: Wish<'_>) -> Result<Found, ClusterError> {
        let list = |namespace: Option<&str>| self.list_where("", namespace);
        if wish.namespaces.is_empty() {
            return self.wherever_allowed(wish.around, list);
        }
        let mut objects = Vec::new();
        for namespace in wish.namespaces {
            objects.append(&mut list(Some(namespace))?);
        }
        objects.sort_by_key(Object::kind);
        Ok(Found { objects, only_in: Some(wish.namespaces.iter().cloned().collect()) })
    }

    /// An object once it is applied as part of a state. Who owns what is only asked where something differs.
    fn after(&self, object: &Object, before: Option<&Object>, state: Option<&str>) -> Result<Object, ClusterError> {
        let wanted = configuration(object, state)?;
        let read = |value| Ok(stored(object.group, object.kind(), value)?.object);
        let Some(before) = before else { return read(wanted) };
        if configuration(before, None)? == wanted {
            return Ok(before.clone());
        }
        match self.find(object)? {
            Some(live) => read(predicted(&wanted, &live)),
            None => read(wanted),
        }
    }
}

fn state_of(object: &Object) -> Option<&Text> {
    object.metadata.labels.get(STATE_LABEL)
}
