//! What can be wrong with the shape of a state file; one fact a file.

pub(crate) mod conflicting_keys;
mod first_of_two;
pub(crate) mod invalid_service;
pub(crate) mod invalid_step;
pub(crate) mod invalid_value;
mod lookalike;
pub(crate) mod missing_key;
mod toml_slip;
pub(crate) mod toml_syntax;
pub(crate) mod unknown_key;
pub(crate) mod wrong_type;

use crate::diagnostic::Code;

/// The codes of this folder.
pub(crate) static CODES: [&Code; 8] = [
    &conflicting_keys::CODE,
    &invalid_service::CODE,
    &invalid_step::CODE,
    &invalid_value::CODE,
    &missing_key::CODE,
    &toml_syntax::CODE,
    &unknown_key::CODE,
    &wrong_type::CODE,
];
