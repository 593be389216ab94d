//! The text of a state file as a store: what is not changed stays as it is written, comments, order and layout included.
//!
//! An edit is made on the document ([`toml_edit`]), and then read like any other state file. Only when every object says
//! what it should, the new text takes the old one's place.

mod array;
mod canonical;
mod comments;
mod edit;
mod entry;
mod expand;
mod insert;
mod key;
mod lay;
mod line_ends;
mod metadata;
mod remove;
mod rules;
mod verify;

use smol_str::format_smolstr;
use toml_edit::DocumentMut;

use super::memory::says_the_same;
use super::{Applied, Change, Deleted, Judgement, Refusal, Store, Stored};
use crate::diagnostic::Severity;
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::source::Sources;
use crate::{Compilation, Options, compile};

/// What a state file says that is about no object: the checks look at it, new objects take labels from it.
const FACTS: [&str; 6] = ["namespace", "labels", "annotations", "traefik", "output", "entry_points"];

/// What of it holds for the objects of a cluster as well.
const OF_TRAEFIK: [&str; 2] = ["traefik", "entry_points"];

/// A state file's text, as a store.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StateText {
    name: String,
    text: String,
}

impl StateText {
    /// The text of the file of this name.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }

    /// The text as it is now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the text says of the Traefik that serves it: the tables `[traefik]` and `[entry_points]`, for another store.
    ///
    /// # Errors
    /// When the text is no TOML.
    pub fn of_traefik(&self) -> Result<String, Refusal> {
        self.only(&OF_TRAEFIK)
    }

    /// The text of these keys alone.
    fn only(&self, wanted: &[&str]) -> Result<String, Refusal> {
        let mut document = self.document()?;
        let keys: Vec<String> = document.iter().map(|(key, _)| key.to_owned()).collect();
        for key in keys.iter().filter(|key| !wanted.contains(&key.as_str())) {
            document.remove(key);
        }
        document.set_trailing("");
        Ok(document.to_string())
    }

    fn sources(&self) -> Sources {
        Sources::single(self.name.as_str(), self.text.as_str())
    }

    fn compiled(&self) -> Compilation {
        compile(&self.sources(), Options::default())
    }

    /// The document. A text that is no TOML cannot be edited.
    fn document(&self) -> Result<DocumentMut, Refusal> {
        self.text.parse().map_err(|error: toml_edit::TomlError| {
            let sources = self.sources();
            let found = self.compiled().diagnostics.into_iter().find(|found| found.severity == Severity::Error);
            let place = found.as_ref().and_then(|found| sources.position(found.span));
            let at = place.map(|(start, _)| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
            let code = found.as_ref().map_or("toml-syntax", |found| found.code.name);
            let message = found.map_or_else(|| error.message().to_owned(), |found| found.message);
            Refusal::new(code, format!("{}{at}: {message}", self.name))
                .help("mend the file first; `tcpgen check` shows all that is wrong with it")
        })
    }

    /// The text after a change.
    fn changed(&self, before: &Compilation, change: &Change<'_>) -> Result<String, Refusal> {
        let document = self.document()?;
        let text = edit::edited(&document, before, change).map(|document| line_ends::like(&self.text, &document));
        match text.filter(|text| verify::says(text, before, change)) {
            Some(text) => Ok(text),
            None => Err(self.not_written(change)),
        }
    }

    fn not_written(&self, change: &Change<'_>) -> Refusal {
        let what = format!("the {} `{}`", change.kind().name(), change.object_ref());
        let refusal = Refusal::new(
            "not-written",
            format!("{}: {what} cannot be written so that it says what it should", self.name),
        );
        match change {
            Change::Apply(object) => {
                let entry = crate::import::state_entry(&object.spec, object.metadata.name.as_str());
                refusal.help(format!("nothing was changed; write it by hand:\n{entry}"))
            }
            Change::Delete(..) => refusal.help("nothing was changed; take the entry out by hand"),
        }
    }

    /// Makes a change, unless it changes nothing.
    fn make(&mut self, before: &Compilation, change: &Change<'_>) -> Result<(), Refusal> {
        self.text = self.changed(before, change)?;
        Ok(())
    }
}

impl Store for StateText {
    /// In a file the name alone makes an object this very object.
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
        self.document()?;
        let compiled = self.compiled();
        let found = find(&compiled, kind, name).cloned();
        Ok(found.map(|object| Stored { uid: format_smolstr!("{}/{name}", kind.table()), object }))
    }

    fn list(&self) -> Result<Resources, Refusal> {
        self.document()?;
        Ok(self.compiled().resources)
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        let before = self.compiled();
        let existing = find(&before, object.kind(), object.object_ref());
        let applied = match existing {
            Some(existing) if says_the_same(existing, &object) => return Ok(Applied::Unchanged),
            Some(existing) if !existing.external => Applied::Updated,
            _ => Applied::Created,
        };
        self.make(&before, &Change::Apply(&object))?;
        Ok(applied)
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        self.document()?;
        let before = self.compiled();
        if find(&before, kind, name).is_none_or(|object| object.external) {
            return Ok(Deleted::NotFound);
        }
        self.make(&before, &Change::Delete(kind, name))?;
        Ok(Deleted::Deleted)
    }

    fn facts(&self) -> Result<String, Refusal> {
        self.only(&FACTS)
    }

    fn state(&self) -> Result<Sources, Refusal> {
        Ok(self.sources())
    }

    /// The text is at hand, and tells more than the objects.
    fn judge_among(&self, _: &Resources, change: &Change<'_>) -> Result<Judgement, Refusal> {
        self.judge(change)
    }

    fn judge(&self, change: &Change<'_>) -> Result<Judgement, Refusal> {
        let before = self.compiled();
        let exists = find(&before, change.kind(), change.object_ref()).is_some();
        if matches!(change, Change::Delete(..)) && !exists {
            return Ok(Judgement::default());
        }
        let after = Self::new(self.name.as_str(), self.changed(&before, change)?);
        Ok(Judgement::new(&before, &after.compiled(), change, after.sources()))
    }
}

/// The object of this kind, namespace and name.
fn find<'c>(compiled: &'c Compilation, kind: Kind, name: ObjectRef<'_>) -> Option<&'c Object> {
    compiled.resources.objects().iter().find(|object| object.kind() == kind && object.object_ref() == name)
}
