//! Each check at its edges: where it points, where it is silent, and what its fixes leave.

#![allow(clippy::unwrap_used, clippy::panic, reason = "the lints spare test functions, not their helpers")]

mod acme_needs_domain;
mod alpn_not_offered;
mod ambiguous_priority;
mod cases;
mod client_sends_no_sni;
mod fixes;
mod guard_fails_open;
mod host_never_sent;
mod invalid_client_ip;
mod invalid_host;
mod invalid_regexp;
mod limits;
mod marks;
mod mixed_plain_and_tls;
mod never_matches_plain;
mod notation;
mod order_dependent_rule;
mod passthrough_with_termination;
mod plain_catch_all_conflict;
mod postgres_alpn_mismatch;
mod postgres_mixed_entry_point;
mod postgres_needs_v3;
mod postgres_starttls_backend;
mod protocol_cannot_sni;
mod protocol_hint;
mod reserved_alpn;
mod rule_syntax;
mod scale;
mod server_first_behind_peek;
mod shadowed_by_https;
mod shadowed_by_longer_rule;
mod sni_without_tls;
mod support;
mod suppress;
mod swallows_http;
mod unanchored_regexp;
mod unknown_matcher;
mod unknown_middleware;
mod unknown_protocol;
mod unreachable_rule;
mod uppercase_regexp;
mod wildcard_needs_v3_7;
mod wildcard_one_label;
mod wrong_argument_count;
