use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use toml_edit::DocumentMut;

use super::sections::Sections;
use crate::compilation::{Compilation, Options, compile};
use crate::diagnostic::Severity;
use crate::resource::{Kind, Object, ObjectRef};
use crate::source::Sources;
use crate::store::Refusal;

/// A text, parsed and compiled at most once.
#[derive(Debug, Default)]
pub(in crate::store) struct Reading {
    /// The text, and behind it what was found elsewhere.
    sources: Sources,
    compilation: OnceLock<Arc<Compilation>>,
    /// Whether it is TOML.
    toml: OnceLock<Result<(), Refusal>>,
    /// The document, until an edit takes it.
    document: Mutex<Option<DocumentMut>>,
}

impl Reading {
    /// The text is the first of the sources.
    pub fn new(sources: Sources) -> Self {
        Self { sources, ..Self::default() }
    }

    /// The text that its document was printed as.
    pub fn printed(&self, text: String) -> Self {
        Self { toml: Ok(()).into(), ..Self::new(self.sources.with_first("", text)) }
    }

    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    pub fn text(&self) -> &str {
        self.sources.first_text()
    }

    pub fn name(&self) -> &str {
        self.sources.iter().next().map_or("", |(_, file)| file.name())
    }

    pub fn compiled(&self) -> &Arc<Compilation> {
        self.compilation.get_or_init(|| Arc::new(compile(&self.sources, &Options::default())))
    }

    /// Refuses a text that is not TOML: it cannot be edited.
    pub fn sound(&self) -> Result<(), Refusal> {
        let toml = self.toml.get_or_init(|| {
            // What was read whole is TOML.
            if self.compiled().is_whole() && !self.compiled().has_errors() {
                return Ok(());
            }
            let document = self.parsed(self.text())?;
            *self.document.lock().unwrap_or_else(PoisonError::into_inner) = Some(document);
            Ok(())
        });
        toml.clone()
    }

    /// The document, to be edited.
    pub fn document(&self) -> Result<DocumentMut, Refusal> {
        self.sound()?;
        let kept = self.document.lock().unwrap_or_else(PoisonError::into_inner).take();
        kept.map_or_else(|| self.parsed(self.text()), Ok)
    }

    /// The document of a part of the text.
    pub fn parsed(&self, part: &str) -> Result<DocumentMut, Refusal> {
        part.parse().map_err(|error| self.no_toml(&error))
    }

    /// The sources with the text of these keys alone.
    pub fn only(&self, wanted: &[&str]) -> Result<Sources, Refusal> {
        Ok(self.sources.with_first("", self.text_of(wanted)?))
    }

    fn text_of(&self, wanted: &[&str]) -> Result<String, Refusal> {
        self.sound()?;
        // None of the wanted keys is one of entries.
        if let Some(Ok(facts)) = Sections::of(self.text()).map(|sections| sections.facts().parse()) {
            return Ok(only(&facts, wanted));
        }
        let document = self.document()?;
        let only = only(&document, wanted);
        *self.document.lock().unwrap_or_else(PoisonError::into_inner) = Some(document);
        Ok(only)
    }

    fn no_toml(&self, error: &toml_edit::TomlError) -> Refusal {
        let found = self.compiled().diagnostics.iter().find(|found| found.severity == Severity::Error);
        let place = found.and_then(|found| self.sources.position(found.span));
        let at = place.map(|(start, _)| format!(":{}:{}", start.line, start.column)).unwrap_or_default();
        let code = found.map_or("toml-syntax", |found| found.code.name);
        let message = found.map_or_else(|| error.message().to_owned(), |found| found.message.clone());
        Refusal::new(code, format!("{}{at}: {message}", self.name()))
            .help("mend the file first; `tcpgen check` shows all that is wrong with it")
    }
}

/// The text of these keys of a document alone.
fn only(document: &DocumentMut, wanted: &[&str]) -> String {
    let mut only = DocumentMut::new();
    *only.as_table_mut().decor_mut() = document.decor().clone();
    for key in document.iter().map(|(key, _)| key).filter(|key| wanted.contains(key)) {
        if let Some((key, item)) = document.get_key_value(key) {
            only.insert_formatted(key, item.clone());
        }
    }
    only.to_string()
}

/// The object of this kind, namespace and name.
pub(super) fn find<'c>(compiled: &'c Compilation, kind: Kind, name: ObjectRef<'_>) -> Option<&'c Object> {
    compiled.resources.objects().iter().find(|object| object.kind() == kind && object.object_ref() == name)
}
