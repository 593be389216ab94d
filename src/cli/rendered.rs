use super::Failure;
use super::files::names;
use crate::Compilation;
use crate::output::{BuildFormat, yaml_object};
use crate::resource::Object;

/// The first line of a file that tcpgen wrote into a directory: what does not begin so is somebody else's.
pub(super) const MARK: &str = "# Made by tcpgen: changes here are lost, and the file goes when its object goes.\n";

/// Output before it has a place.
pub(super) enum Rendered {
    /// All of it in one text.
    One(String),
    /// By the names of the files that it goes into.
    Many(Vec<(String, String)>),
}

impl Rendered {
    /// The objects that a compilation without errors emits, one a file.
    pub fn files(compilation: &Compilation, format: BuildFormat) -> Result<Self, Failure> {
        let objects: Vec<&Object> = compilation.resources.emitted().collect();
        let names = names(&objects, format.extension());
        let files = names.into_iter().zip(objects).map(|(name, object)| Ok((name, file(object, format)?)));
        files.collect::<Result<_, _>>().map(Self::Many)
    }
}

fn file(object: &Object, format: BuildFormat) -> Result<String, Failure> {
    let mark = if format == BuildFormat::Yaml { MARK } else { "" };
    Ok(format!("{mark}{}", object_text(object, format)?))
}

/// One object alone.
pub(super) fn object_text(object: &Object, format: BuildFormat) -> Result<String, Failure> {
    match format {
        BuildFormat::Yaml => yaml_object(object).map_err(unwritable),
        BuildFormat::Json => json_text(object),
    }
}

fn json_text(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(unwritable)
}

fn unwritable(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("an object cannot be written: {error}"))
}
