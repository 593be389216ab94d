use super::{BuildError, BuildFormat, BuildTarget};
use crate::diagnostic::Severity;
use crate::output::{file_provider, helm_values, json, yaml};
use crate::{Compilation, Options};

/// Writes a compilation for `target`; none when the compilation has errors. What there is to say of this target alone
/// joins the diagnostics, and with an error among it there is no text either.
///
/// # Errors
/// When the state cannot be written for this target.
pub fn build(
    compilation: &mut Compilation,
    target: BuildTarget,
    format: BuildFormat,
    options: Options,
) -> Result<Option<String>, BuildError> {
    if (target, format) == (BuildTarget::File, BuildFormat::Json) {
        return Err(BuildError::JsonForFile);
    }
    if compilation.has_errors() {
        return Ok(None);
    }
    match target {
        BuildTarget::Crd => crd(compilation, format).map(Some),
        BuildTarget::HelmValues => values(compilation, format).map(Some),
        BuildTarget::File => {
            let text = file(compilation, options)?;
            Ok((!compilation.has_errors()).then_some(text))
        }
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

fn file(compilation: &mut Compilation, options: Options) -> Result<String, BuildError> {
    let Compilation { desired, resources, diagnostics, .. } = compilation;
    let configuration = file_provider(desired, resources)?;
    diagnostics.extend(configuration.diagnostics.into_iter().map(|mut found| {
        if options.strict {
            found.severity = Severity::Error;
        }
        found
    }));
    Ok(configuration.yaml)
}
