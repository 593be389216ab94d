//! Checks of the state files themselves: facts, entry points, versions, what is allowed.

pub(crate) mod levels;
pub(crate) mod suppress;
pub(crate) mod territory;
pub(crate) mod too_early;

super::checks! {
    conflicting_facts,
    deprecated_field,
    duplicate_entry_point,
    duplicate_object,
    empty_input,
    empty_reason,
    entry_point_name,
    external_with_content,
    invalid_backend_address,
    invalid_entry_point_port,
    invalid_lint,
    invalid_version,
    no_backend_address,
    not_in_file_target,
    not_in_this_version,
    unknown_allowed_code,
    unknown_backend_service,
    unsupported_chart,
    unused_allow,
}
