//! What can be wrong with the shape of a state file; one fact a file.

pub(crate) mod conflicting_keys;
pub(crate) mod invalid_service;
pub(crate) mod invalid_step;
pub(crate) mod invalid_value;
pub(crate) mod missing_key;
pub(crate) mod toml_syntax;
pub(crate) mod unknown_key;
pub(crate) mod wrong_type;
