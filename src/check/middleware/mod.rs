//! Checks of MiddlewareTCPs.

pub(crate) mod meant_range;

super::checks! {
    allows_everyone,
    closes_everyone,
    empty_allow_list,
    empty_middleware,
    host_bits_set,
    invalid_amount,
    invalid_source_range,
    repeated_middleware,
    repeated_range,
    swallowed_range,
    two_types_in_one_middleware,
    unknown_middleware,
    unused_middleware,
}
