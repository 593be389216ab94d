//! Checks of the texts of rules.

super::checks! {
    empty_argument,
    host_never_sent,
    invalid_client_ip,
    invalid_host,
    invalid_priority,
    invalid_regexp,
    never_matches_plain,
    one_address_family,
    order_dependent_rule,
    reserved_alpn,
    rule_syntax,
    sni_without_tls,
    unanchored_regexp,
    unknown_matcher,
    uppercase_regexp,
    v2_template,
    wildcard_needs_v3_7,
    wildcard_one_label,
    wrong_argument_count,
}
