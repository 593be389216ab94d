//! What was asked about last. Most questions are about the same state as the one before, or about it with one key more.

use std::cell::Cell;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt as _};
use wasm_bindgen::prelude::JsValue;

use super::value::{answer, wrong};
use crate::Options;
use crate::question::{Compile, Subject};
use crate::resource::{Kind, Object, ObjectRef};
use crate::source::Sources;

/// So many states are kept: what is typed, and what it is compared with.
const KEPT: usize = 2;

thread_local! {
    /// The last one first.
    static STATES: Cell<Vec<Rc<Subject>>> = const { Cell::new(Vec::new()) };
    static WRITTEN: Cell<Option<Written>> = const { Cell::new(None) };
}

/// The objects of a state, as they were written.
struct Written {
    subject: Rc<Subject>,
    /// In the order of its objects.
    texts: Vec<String>,
}

/// Compiles texts, unless that was done for one of the last questions.
pub(super) fn subject(sources: Sources, options: Options) -> Rc<Subject> {
    let mut states = STATES.take();
    let known = states.iter().position(|kept| kept.options == options && kept.sources.are_same(&sources));
    let subject = if let Some(at) = known {
        states.remove(at)
    } else {
        // What goes makes room before the next comes.
        states.truncate(KEPT - 1);
        Rc::new(Subject::new(sources, options))
    };
    states.insert(0, Rc::clone(&subject));
    STATES.set(states);
    subject
}

/// What a state compiles to. An object that is as it was in the answer before is not written again.
pub(super) fn compiled(subject: &Rc<Subject>) -> Result<JsValue, JsValue> {
    let before = WRITTEN.take();
    let known = before.as_ref().map(Written::by_name).unwrap_or_default();
    let compiled = Compile::knowing(subject, |object| {
        let (old, text) = known.get(&key(object))?;
        old.is_like(object).then(|| (*text).to_owned())
    });
    let compiled = compiled.map_err(|refusal| wrong(&refusal.to_string()))?;
    let answered = answer(&compiled);
    // While there are errors nothing is written: what was before them is mostly what comes after.
    if compiled.objects.is_empty() {
        WRITTEN.set(before);
    } else {
        let texts = compiled.objects.into_iter().map(|object| object.yaml).collect();
        WRITTEN.set(Some(Written { subject: Rc::clone(subject), texts }));
    }
    answered
}

impl Written {
    fn by_name(&self) -> HashMap<(Kind, ObjectRef<'_>), (&Object, &str)> {
        let objects = self.subject.compilation.resources.emitted();
        let mut known = HashMap::with_capacity(self.texts.len());
        known.extend(objects.zip(&self.texts).map(|(object, text)| (key(object), (object, text.as_str()))));
        known
    }
}

fn key(object: &Object) -> (Kind, ObjectRef<'_>) {
    (object.kind(), object.object_ref())
}
