//! Checks of scenarios, before they run.

super::checks! {
    failed_expectation,
    invalid_client_address,
    invalid_expectation,
    invalid_step_range,
    scenario_without_steps,
    unknown_scenario_entry,
    unknown_scenario_entry_point,
}
