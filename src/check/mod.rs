//! What Traefik will not do as it is written. One check, one file, one code; this file is the list of them.

mod acme_needs_domain;
mod catalogue;
mod client_sends_no_sni;
mod context;
mod empty_argument;
mod entry_point_view;
mod host_never_sent;
mod invalid_client_ip;
mod invalid_host;
mod invalid_regexp;
mod matcher_set;
mod mixed_plain_and_tls;
mod nameless_clients;
mod never_matches_plain;
mod order_dependent_rule;
mod passthrough_with_termination;
mod plain_catch_all_conflict;
mod postgres_alpn_mismatch;
mod postgres_mixed_entry_point;
mod postgres_needs_v3;
mod postgres_starttls_backend;
pub mod protocol;
mod protocol_cannot_sni;
mod reserved_alpn;
mod rule_edit;
mod rule_syntax;
mod rule_view;
mod server_first_behind_peek;
mod shadowed_by_https;
mod sni_without_tls;
mod suppress;
mod swallows_http;
mod tls_line;
mod unanchored_regexp;
mod unknown_allowed_code;
mod unknown_entry_point;
mod unknown_matcher;
mod unknown_protocol;
mod unused_allow;
mod uppercase_regexp;
mod wildcard_needs_v3_7;
mod wildcard_one_label;
mod wrong_argument_count;

pub use catalogue::CODES;
pub use context::Context;
pub use entry_point_view::EntryPointView;
pub use matcher_set::MatcherSet;
pub use nameless_clients::NamelessClients;
pub use rule_view::RuleView;
pub use suppress::suppress;

use crate::diagnostic::Diagnostic;

type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);

/// Every check of a whole state. Those of a file's shape run while it is read ([`crate::desired::problem`]).
const CHECKS: &[Check] = &[
    acme_needs_domain::check,
    client_sends_no_sni::check,
    empty_argument::check,
    host_never_sent::check,
    invalid_client_ip::check,
    invalid_host::check,
    invalid_regexp::check,
    mixed_plain_and_tls::check,
    never_matches_plain::check,
    order_dependent_rule::check,
    passthrough_with_termination::check,
    plain_catch_all_conflict::check,
    postgres_alpn_mismatch::check,
    postgres_mixed_entry_point::check,
    postgres_needs_v3::check,
    postgres_starttls_backend::check,
    protocol_cannot_sni::check,
    reserved_alpn::check,
    rule_syntax::check,
    server_first_behind_peek::check,
    shadowed_by_https::check,
    sni_without_tls::check,
    swallows_http::check,
    unanchored_regexp::check,
    unknown_entry_point::check,
    unknown_matcher::check,
    unknown_protocol::check,
    uppercase_regexp::check,
    wildcard_needs_v3_7::check,
    wildcard_one_label::check,
    wrong_argument_count::check,
];

/// Runs every check.
pub fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check(context, diagnostics);
    }
}
