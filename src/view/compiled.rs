use serde::Serialize;
use serde_json::Value;
use serde_saphyr::ser::Error;

use crate::Compilation;
use crate::desired::Extents;
use crate::output::yaml_object;
use crate::report::json;
use crate::resource::Object;
use crate::scenario::Place;
use crate::source::Sources;

/// A compilation as one JSON value: what is wrong with a state, and what it becomes.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Compiled {
    /// The version of Traefik that it is compiled for.
    pub traefik: String,
    /// As [`json`] gives them.
    pub diagnostics: Value,
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

/// Writes down a compilation of state files.
///
/// # Errors
/// When the serializer refuses a value; no object that compiled without errors has one.
pub fn compiled(compilation: &Compilation, sources: &Sources) -> Result<Compiled, Error> {
    let traefik = compilation.table.version().to_string();
    let diagnostics = json(&compilation.diagnostics, sources);
    if compilation.has_errors() {
        return Ok(Compiled { traefik, diagnostics, objects: Vec::new(), yaml: String::new() });
    }
    let extents = Extents::new(&compilation.desired, sources);
    let objects = compilation.resources.emitted().map(|object| compiled_object(object, &extents, sources));
    let objects = objects.collect::<Result<Vec<_>, _>>()?;
    let yaml = objects.iter().map(|object| object.yaml.as_str()).collect::<Vec<_>>().join("---\n");
    Ok(Compiled { traefik, diagnostics, objects, yaml })
}

fn compiled_object(object: &Object, extents: &Extents, sources: &Sources) -> Result<CompiledObject, Error> {
    Ok(CompiledObject {
        api_version: object.group.name(),
        kind: object.kind().name(),
        namespace: object.metadata.namespace.value.to_string(),
        name: object.metadata.name.value.to_string(),
        yaml: yaml_object(object)?,
        place: Place::new(sources, extents.of(object.span)),
    })
}
