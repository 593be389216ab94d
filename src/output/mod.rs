//! Objects as text. Same objects, same bytes, on every platform.

mod file_provider;
mod json;
mod yaml;

pub use file_provider::{FileConfiguration, file_provider};
pub use json::json;
pub use yaml::{yaml, yaml_object};
