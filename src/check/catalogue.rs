use super::{
    invalid_client_ip, invalid_expectation, invalid_step_range, scenario_without_steps, sni_without_tls,
    unknown_allowed_code, unknown_entry_point, unknown_scenario_entry, unknown_scenario_entry_point, unused_allow,
};
use crate::desired::problem;
use crate::diagnostic::Code;

/// Every code that tcpgen can report, by name. A test holds the order, and that none is missing.
pub static CODES: &[&Code] = &[
    &problem::conflicting_keys::CODE,
    &invalid_client_ip::CODE,
    &invalid_expectation::CODE,
    &problem::invalid_service::CODE,
    &problem::invalid_step::CODE,
    &invalid_step_range::CODE,
    &problem::invalid_value::CODE,
    &problem::missing_key::CODE,
    &scenario_without_steps::CODE,
    &sni_without_tls::CODE,
    &problem::toml_syntax::CODE,
    &unknown_allowed_code::CODE,
    &unknown_entry_point::CODE,
    &problem::unknown_key::CODE,
    &unknown_scenario_entry::CODE,
    &unknown_scenario_entry_point::CODE,
    &unused_allow::CODE,
    &problem::wrong_type::CODE,
];
