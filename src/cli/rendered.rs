use super::files::{ANNOTATION, FileName, Origin, header, names};
use crate::Compilation;
use crate::output::{self, BuildError, BuildFormat, yaml_object};
use crate::resource::Object;

/// Output before it has a place.
pub(super) enum Rendered {
    /// All of it in one text.
    One {
        /// What a file begins with; standard output goes without.
        header: String,
        /// The output.
        text: String,
    },
    /// By the names of the files that it goes into.
    Many(Vec<OutputFile>),
}

/// A file of a directory.
pub(super) struct OutputFile {
    pub name: FileName,
    /// Its content with the header.
    pub text: String,
}

impl Rendered {
    /// A text that says nothing of where it comes from.
    pub fn bare(text: String) -> Self {
        Self::One { header: String::new(), text }
    }

    /// The objects that a compilation without errors emits, one a file.
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

/// Objects as a JSON list that says which state they are of.
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
