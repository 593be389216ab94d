use super::Failure;
use super::build::Format;
use super::files::names;
use crate::Compilation;
use crate::output::{HelmValuesError, helm_values, json, yaml, yaml_object};
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
    /// The objects that a compilation without errors emits.
    pub fn objects(compilation: &Compilation, format: Format, one_an_object: bool) -> Result<Self, Failure> {
        if one_an_object {
            return Ok(Self::Many(files(compilation, format)?));
        }
        let objects = compilation.resources.emitted();
        Ok(Self::One(match format {
            Format::Yaml => yaml(objects).map_err(unwritable)?,
            Format::Json => json(objects).map_err(unwritable)?,
        }))
    }

    /// The chart's values. The inner error is one of the state, not of the machine.
    pub fn helm_values(compilation: &Compilation, format: Format) -> Result<Result<Self, HelmValuesError>, Failure> {
        Ok(match (helm_values(&compilation.desired), format) {
            (Ok(values), Format::Yaml) => Ok(Self::One(values.to_yaml().map_err(unwritable)?)),
            (Ok(values), Format::Json) => Ok(Self::One(json_text(&values)?)),
            (Err(refused), _) => Err(refused),
        })
    }
}

fn files(compilation: &Compilation, format: Format) -> Result<Vec<(String, String)>, Failure> {
    let objects: Vec<&Object> = compilation.resources.emitted().collect();
    let names = names(&objects, format.extension());
    names.into_iter().zip(objects).map(|(name, object)| Ok((name, file(object, format)?))).collect()
}

fn file(object: &Object, format: Format) -> Result<String, Failure> {
    let mark = if format == Format::Yaml { MARK } else { "" };
    Ok(format!("{mark}{}", object_text(object, format)?))
}

/// One object alone.
pub(super) fn object_text(object: &Object, format: Format) -> Result<String, Failure> {
    match format {
        Format::Yaml => yaml_object(object).map_err(unwritable),
        Format::Json => json_text(object),
    }
}

fn json_text(value: &impl serde::Serialize) -> Result<String, Failure> {
    serde_json::to_string_pretty(value).map(|text| text + "\n").map_err(unwritable)
}

fn unwritable(error: impl std::fmt::Display) -> Failure {
    Failure::new(format!("an object cannot be written: {error}"))
}
