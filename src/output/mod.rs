//! Objects as text. Same objects, same bytes, on every platform.

mod build;
mod file_provider;
mod helm_values;
mod json;
mod yaml;

pub use build::{BuildError, BuildFormat, BuildTarget, BuiltText, build};
pub use file_provider::{FileConfiguration, file_provider};
pub use helm_values::{HelmValuesError, helm_values};
pub use json::{json, json_with_annotation};
pub use yaml::{yaml, yaml_object};
