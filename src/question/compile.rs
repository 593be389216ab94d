use serde::Serialize;

use super::{Question, Subject, not_written};
use crate::desired::Extents;
use crate::output::ObjectWriter;
use crate::report::Reported;
use crate::resource::Object;
use crate::source::Place;
use crate::store::Refusal;

/// Which objects does a state become, each with the entry that it was made from?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Compile;

/// What is wrong with a state, and what it becomes.
#[derive(Clone, Debug, Serialize)]
pub struct Compiled<'a> {
    /// The version of Traefik that it is compiled for.
    pub traefik: String,
    /// What is wrong with it.
    pub diagnostics: Reported<'a>,
    /// The objects in output order; none while there are errors.
    pub objects: Vec<CompiledObject>,
    /// All objects in one stream; empty while there are errors.
    pub yaml: String,
}

/// An object, as text and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CompiledObject {
    /// As in the object.
    #[serde(rename = "apiVersion")]
    pub api_version: &'static str,
    /// As in the object.
    pub kind: &'static str,
    /// As in the object.
    pub namespace: String,
    /// As in the object.
    pub name: String,
    /// The object alone.
    pub yaml: String,
    /// The whole entry that it was made from.
    #[serde(flatten)]
    pub place: Place,
}

impl Compiled<'_> {
    /// Makes the stream of the objects.
    pub(crate) fn join(&mut self) {
        self.yaml = self.objects.iter().map(|object| object.yaml.as_str()).collect::<Vec<_>>().join("---\n");
    }
}

impl Question for Compile {
    type About = Subject;
    type Answer<'a> = Compiled<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Compiled<'a>, Refusal> {
        let mut compiled = Self::knowing(subject, |_| None)?;
        compiled.join();
        Ok(compiled)
    }
}

impl Compile {
    /// The answer without the stream, where the texts of some objects are known from an earlier one.
    pub(crate) fn knowing(
        subject: &Subject,
        mut known: impl FnMut(&Object) -> Option<String>,
    ) -> Result<Compiled<'_>, Refusal> {
        let Subject { sources, compilation, .. } = subject;
        let diagnostics = subject.reported();
        let traefik = compilation.table.version().to_string();
        if compilation.has_errors() {
            return Ok(Compiled { traefik, diagnostics, objects: Vec::new(), yaml: String::new() });
        }
        let extents = Extents::new(&compilation.desired, sources);
        let mut writer = ObjectWriter::default();
        let objects = compilation.resources.emitted().map(|object| {
            let yaml = known(object).map_or_else(|| writer.text(object).map_err(not_written), Ok)?;
            Ok(compiled_object(object, yaml, Place::new(sources, extents.of(object.span))))
        });
        let objects = objects.collect::<Result<Vec<_>, Refusal>>()?;
        Ok(Compiled { traefik, diagnostics, objects, yaml: String::new() })
    }
}

fn compiled_object(object: &Object, yaml: String, place: Place) -> CompiledObject {
    CompiledObject {
        api_version: object.group.name(),
        kind: object.kind().name(),
        namespace: object.metadata.namespace.value.to_string(),
        name: object.metadata.name.value.to_string(),
        yaml,
        place,
    }
}
