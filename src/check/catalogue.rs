use super::{sni_without_tls, unknown_allowed_code, unknown_entry_point, unused_allow};
use crate::desired::problem;
use crate::diagnostic::Code;
use crate::import::problem as manifest;

/// Every code that tcpgen can report, by name. A test holds the order, and that none is missing.
pub static CODES: &[&Code] = &[
    &problem::conflicting_keys::CODE,
    &manifest::invalid_manifest::CODE,
    &problem::invalid_service::CODE,
    &problem::invalid_value::CODE,
    &manifest::manifest_changed::CODE,
    &manifest::manifest_duplicate_object::CODE,
    &manifest::manifest_other_kind::CODE,
    &manifest::manifest_unknown_field::CODE,
    &manifest::manifest_wrong_type::CODE,
    &problem::missing_key::CODE,
    &sni_without_tls::CODE,
    &problem::toml_syntax::CODE,
    &unknown_allowed_code::CODE,
    &unknown_entry_point::CODE,
    &problem::unknown_key::CODE,
    &unused_allow::CODE,
    &problem::wrong_type::CODE,
    &manifest::yaml_syntax::CODE,
];
