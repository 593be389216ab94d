use super::{BuildError, BuildFormat, BuildTarget};
use crate::check::set_levels;
use crate::diagnostic::{Diagnostic, Severity};
use crate::output::helm_chart_config::helm_chart_config;
use crate::output::{file_provider, helm_values, json, yaml};
use crate::{Compilation, Options};

/// A state as one text for a target.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BuiltText {
    /// None when the state has errors, as it is or for this target.
    pub text: Option<String>,
    /// What there is to report of this target alone.
    pub diagnostics: Vec<Diagnostic>,
}

impl From<String> for BuiltText {
    fn from(text: String) -> Self {
        Self { text: Some(text), diagnostics: Vec::new() }
    }
}

/// Writes a compilation for `target`.
///
/// # Errors
/// When the state cannot be written for this target.
pub fn build(
    compilation: &Compilation,
    target: BuildTarget,
    format: BuildFormat,
    options: &Options,
) -> Result<BuiltText, BuildError> {
    if (target, format) == (BuildTarget::File, BuildFormat::Json) {
        return Err(BuildError::JsonForFile);
    }
    if compilation.has_errors() {
        return Ok(BuiltText::default());
    }
    match target {
        BuildTarget::Crd => crd(compilation, format).map(BuiltText::from),
        BuildTarget::HelmValues => values(compilation, format).map(BuiltText::from),
        BuildTarget::HelmChartConfig => {
            let values = values(compilation, BuildFormat::Yaml)?;
            helm_chart_config(&values, format).map(BuiltText::from)
        }
        BuildTarget::File => file(compilation, options),
    }
}

fn crd(compilation: &Compilation, format: BuildFormat) -> Result<String, BuildError> {
    let objects = compilation.resources.emitted();
    Ok(match format {
        BuildFormat::Yaml => yaml(objects)?,
        BuildFormat::Json => json(objects)?,
    })
}

fn values(compilation: &Compilation, format: BuildFormat) -> Result<String, BuildError> {
    let values = helm_values(&compilation.desired)?;
    Ok(match format {
        BuildFormat::Yaml => values.to_yaml()?,
        BuildFormat::Json => serde_json::to_string_pretty(&values)? + "\n",
    })
}

fn file(compilation: &Compilation, options: &Options) -> Result<BuiltText, BuildError> {
    let configuration = file_provider(&compilation.desired, &compilation.resources)?;
    let mut diagnostics = configuration.diagnostics;
    set_levels(&compilation.desired, &options.levels, options.strict, &mut diagnostics);
    let fails = diagnostics.iter().any(|found| found.severity == Severity::Error);
    Ok(BuiltText { text: (!fails).then_some(configuration.yaml), diagnostics })
}
