//! Objects as text. Same objects, same bytes, on every platform.

mod build;
mod file_provider;
mod helm_chart_config;
mod helm_values;
mod json;
mod yaml;

pub use build::{BuildError, BuildFormat, BuildTarget, BuiltText, build};
pub use file_provider::file_provider;
pub use helm_values::helm_values;
pub(crate) use helm_values::{HelmValuesError, PORTS as CHART_PORTS};
pub use json::json;
#[cfg(feature = "cli")]
pub(crate) use json::json_with_annotation;
pub use yaml::yaml;
pub(crate) use yaml::{ObjectWriter, yaml_object};
