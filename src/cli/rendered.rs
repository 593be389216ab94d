use super::files::{ANNOTATION, FileName, Origin, header, names};
use crate::Compilation;
use crate::output::{self, BuildError, BuildFormat, yaml_object};
use crate::resource::Object;

/// Output before it has a place.
pub(super) enum Rendered {
    /// All of it in one text.
    One {
        /// The first line of a file; not written to standard output.
        header: String,
        /// The output.
        text: String,
    },
    /// The files of a directory.
    Many(Vec<OutputFile>),
}

/// A file of a directory.
pub(super) struct OutputFile {
    pub name: FileName,
    /// Its content with the header.
    pub text: String,
}

impl Rendered {
    /// The objects that a compilation without errors emits, one per file.
    pub fn files(compilation: &Compilation, format: BuildFormat, origin: &Origin) -> Result<Self, BuildError> {
        let objects: Vec<&Object> = compilation.resources.emitted().collect();
        let names = names(&objects, format.extension());
        let files = names.into_iter().zip(objects).map(|(name, object)| {
            let text = match format {
                BuildFormat::Yaml => header(origin) + &object_text(object, format)?,
                BuildFormat::Json => list(std::iter::once(object), origin)?,
            };
            Ok(OutputFile { name, text })
        });
        files.collect::<Result<_, _>>().map(Self::Many)
    }
}

/// Objects as a JSON list that names the state they were generated from.
pub(super) fn list<'a>(objects: impl IntoIterator<Item = &'a Object>, origin: &Origin) -> Result<String, BuildError> {
    Ok(output::json_with_annotation(objects, ANNOTATION, origin.as_str())?)
}

/// One object alone.
pub(super) fn object_text(object: &Object, format: BuildFormat) -> Result<String, BuildError> {
    Ok(match format {
        BuildFormat::Yaml => yaml_object(object)?,
        BuildFormat::Json => serde_json::to_string_pretty(object)? + "\n",
    })
}
