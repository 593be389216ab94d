//! What was asked about last. Most questions are about the same state as the one before, or about it with one key more.

use std::cell::Cell;
use std::rc::Rc;

use foldhash::{HashMap, HashMapExt as _};
use serde::Serialize;
use wasm_bindgen::prelude::JsValue;

use super::value::{answer, answers_in_text, wrong};
use crate::Options;
use crate::question::{Compile, Compiled, Subject};
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

/// An answer for a reader that has the one before: texts of objects that are the same are left out, as is the stream.
#[derive(Serialize)]
struct Again<'a> {
    /// Of each object, the place of its text among the objects before; null where it is in this answer.
    known: Vec<Option<usize>>,
    #[serde(flatten)]
    compiled: &'a Compiled<'a>,
}

/// What a state compiles to. An object that is as it was in the answer before is not written again.
pub(super) fn compiled(subject: &Rc<Subject>) -> Result<JsValue, JsValue> {
    let before = WRITTEN.take();
    let known = before.as_ref().map(Written::by_name).unwrap_or_default();
    let mut places = Vec::new();
    let compiled = Compile::knowing(subject, |object| {
        let same = known.get(&key(object)).filter(|(_, old, _)| old.is_like(object));
        places.push(same.map(|(place, ..)| *place));
        same.map(|(.., text)| (*text).to_owned())
    });
    let mut compiled = compiled.map_err(|refusal| wrong(&refusal.to_string()))?;
    // While there are errors nothing is written: what was before them is mostly what comes after.
    if compiled.objects.is_empty() {
        WRITTEN.set(before);
    } else {
        let texts = compiled.objects.iter().map(|object| object.yaml.clone()).collect();
        WRITTEN.set(Some(Written { subject: Rc::clone(subject), texts }));
    }
    if !answers_in_text() {
        compiled.join();
        return answer(&compiled);
    }
    let repeated = compiled.objects.iter_mut().zip(&places).filter(|(_, place)| place.is_some());
    repeated.for_each(|(object, _)| object.yaml.clear());
    answer(&Again { known: places, compiled: &compiled })
}

impl Written {
    /// Each object with its place and its text.
    fn by_name(&self) -> HashMap<(Kind, ObjectRef<'_>), (usize, &Object, &str)> {
        let objects = self.subject.compilation.resources.emitted().zip(&self.texts).enumerate();
        let mut known = HashMap::with_capacity(self.texts.len());
        known.extend(objects.map(|(place, (object, text))| (key(object), (place, object, text.as_str()))));
        known
    }
}

fn key(object: &Object) -> (Kind, ObjectRef<'_>) {
    (object.kind(), object.object_ref())
}
