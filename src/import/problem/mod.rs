//! What can be said of a manifest; one fact a file. Errors are what an API server would refuse or nobody can read,
//! warnings what is carried over differently or not at all.

pub(crate) mod http_route_matches_tcp;
pub(crate) mod invalid_manifest;
pub(crate) mod manifest_changed;
pub(crate) mod manifest_duplicate_object;
pub(crate) mod manifest_misplaced_field;
pub(crate) mod manifest_other_kind;
pub(crate) mod manifest_unknown_field;
pub(crate) mod manifest_wrong_type;
pub(crate) mod yaml_syntax;

use crate::diagnostic::Code;

/// The codes of this folder.
pub(crate) static CODES: [&Code; 9] = [
    &http_route_matches_tcp::CODE,
    &invalid_manifest::CODE,
    &manifest_changed::CODE,
    &manifest_duplicate_object::CODE,
    &manifest_misplaced_field::CODE,
    &manifest_other_kind::CODE,
    &manifest_unknown_field::CODE,
    &manifest_wrong_type::CODE,
    &yaml_syntax::CODE,
];
