use super::Failure;
use super::build::{Format, Target};
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
    /// Renders what a compilation without errors emits. The inner error is one of the state, not of the machine.
    pub fn new(
        compilation: &Compilation,
        target: Target,
        format: Format,
        one_an_object: bool,
    ) -> Result<Result<Self, HelmValuesError>, Failure> {
        Ok(Ok(match (target, one_an_object) {
            (Target::HelmValues, _) => match helm_values(&compilation.desired) {
                Ok(values) => Self::One(match format {
                    Format::Yaml => values.to_yaml().map_err(unwritable)?,
                    Format::Json => json_text(&values)?,
                }),
                Err(refused) => return Ok(Err(refused)),
            },
            (Target::Crd, false) => Self::One(match format {
                Format::Yaml => yaml(compilation.resources.emitted()).map_err(unwritable)?,
                Format::Json => json(compilation.resources.emitted()).map_err(unwritable)?,
            }),
            (Target::Crd, true) => Self::Many(files(compilation, format)?),
        }))
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
