use std::collections::HashMap;

use crate::resource::{Kind, Object};

/// How objects are called in the file: by name, and by `namespace/name` where several of one kind share the name.
pub(super) struct Names<'r> {
    times: HashMap<(Kind, &'r str), usize>,
}

impl<'r> Names<'r> {
    pub(super) fn of(objects: &[&'r Object]) -> Self {
        let mut times = HashMap::with_capacity(objects.len());
        for object in objects {
            *times.entry((object.kind(), object.metadata.name.as_str())).or_default() += 1;
        }
        Self { times }
    }

    /// Whether the object's key says its namespace.
    pub(super) fn is_qualified(&self, object: &Object) -> bool {
        self.times.get(&(object.kind(), object.metadata.name.as_str())).is_some_and(|times| *times > 1)
    }

    /// The object's key below its kind's table.
    pub(super) fn key(&self, object: &Object) -> String {
        if self.is_qualified(object) {
            object.object_ref().to_string()
        } else {
            object.metadata.name.as_str().to_owned()
        }
    }
}
