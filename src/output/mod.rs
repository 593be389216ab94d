//! Objects as text. Same objects, same bytes, on every platform.

mod json;
mod yaml;

pub use json::json;
pub use yaml::{yaml, yaml_object};
