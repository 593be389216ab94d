//! What Traefik will not do as it is written. One check, one file, one code; this file is the list of them.

mod acme_needs_domain;
mod all_weights_zero;
mod allow_list_view;
mod allows_everyone;
mod alpn_not_offered;
mod backend_tls_without_name;
mod bare_duration;
mod catalogue;
mod choices;
mod client_auth_without_ca;
mod client_sends_no_sni;
mod closes_everyone;
mod conflicting_facts;
mod context;
mod cross_namespace_reference;
mod deprecated_field;
mod duplicate_default_tls_options;
mod duplicate_default_tls_store;
mod duplicate_entry_point;
mod duplicate_object;
mod duplicate_rule;
pub(crate) mod duration;
mod edits;
mod empty_allow_list;
mod empty_argument;
mod empty_middleware;
mod empty_reason;
mod entries;
mod entry_point_name;
mod entry_point_view;
mod external_with_content;
mod generated_name;
mod host_bits_set;
mod host_never_sent;
mod impossible_name;
mod ingress_class_mismatch;
mod invalid_amount;
mod invalid_annotation;
mod invalid_backend_address;
mod invalid_client_address;
mod invalid_client_ip;
mod invalid_duration;
mod invalid_entry_point_port;
mod invalid_expectation;
mod invalid_host;
mod invalid_label;
mod invalid_name;
mod invalid_namespace;
mod invalid_port;
mod invalid_priority;
mod invalid_proxy_protocol_version;
mod invalid_regexp;
mod invalid_source_range;
mod invalid_step_range;
mod invalid_version;
mod invalid_weight;
mod kubernetes_name;
mod matcher_set;
mod meant_range;
mod missing_entry_points;
mod mixed_plain_and_tls;
mod nameless_clients;
mod native_lb_with_node_port_lb;
mod never_matches_plain;
pub(crate) mod no_backend_address;
mod no_rules;
mod no_service;
pub(crate) mod not_in_file_target;
mod not_in_this_version;
mod object_name_collision;
mod offered_protocols;
mod order_dependent_rule;
mod passthrough_with_termination;
mod plain_catch_all_conflict;
mod postgres_alpn_mismatch;
mod postgres_mixed_entry_point;
mod postgres_needs_v3;
mod postgres_starttls_backend;
pub mod protocol;
mod protocol_cannot_sni;
mod reference;
mod repeated_entry_point;
mod repeated_middleware;
mod repeated_range;
mod repeats;
mod reserved_alpn;
mod reserved_label;
mod root_ca_no_home;
mod root_ca_two_homes;
mod route_view;
mod router_name_collision;
mod rule_edit;
mod rule_syntax;
mod rule_view;
mod scenario_without_steps;
mod secret_in_another_namespace;
mod secrets;
mod served_names;
mod server_first_behind_peek;
mod shadowed_by_https;
mod sni_without_tls;
mod spiffe_with_tls_settings;
mod suggestions;
mod suppress;
mod swallowed_range;
mod swallows_http;
mod territory;
mod tls_line;
mod tls_store_not_default;
mod tls_versions_reversed;
mod two_types_in_one_middleware;
mod unanchored_regexp;
mod unknown_allowed_code;
mod unknown_backend_service;
mod unknown_cipher_suite;
mod unknown_curve;
mod unknown_entry_point;
mod unknown_matcher;
mod unknown_middleware;
mod unknown_protocol;
mod unknown_scenario_entry;
mod unknown_scenario_entry_point;
mod unknown_servers_transport;
mod unknown_tls_options;
mod unknown_tls_version;
mod unread_duration;
mod unsupported_chart;
mod unused_allow;
mod unused_backend_tls;
mod unused_middleware;
mod unused_servers_transport;
mod unused_tls_options;
mod uppercase_regexp;
mod weights_do_nothing;
mod wildcard_needs_v3_7;
mod wildcard_one_label;
mod wrong_argument_count;

pub use allow_list_view::AllowListView;
pub use catalogue::CODES;
pub use context::Context;
pub use entry_point_view::EntryPointView;
pub use matcher_set::MatcherSet;
pub use nameless_clients::NamelessClients;
pub use route_view::RouteView;
pub use rule_view::RuleView;
pub use suppress::suppress;

use crate::diagnostic::Diagnostic;
use crate::resource::{MiddlewareTcp, Object, ServersTransportTcp, ServiceTcp, Spec, TlsOption};

type Check = fn(&Context<'_>, &mut Vec<Diagnostic>);
type OfObject = fn(&Context<'_>, &Object, &mut Vec<Diagnostic>);
type OfRoute = fn(&Context<'_>, &RouteView<'_>, &mut Vec<Diagnostic>);
type OfRule = fn(&Context<'_>, &RuleView<'_>, &mut Vec<Diagnostic>);
type OfService = fn(&Context<'_>, &RuleView<'_>, &ServiceTcp, &mut Vec<Diagnostic>);
type OfAllowList = fn(&Context<'_>, &AllowListView<'_>, &mut Vec<Diagnostic>);
type OfMiddleware = fn(&Context<'_>, &Object, &MiddlewareTcp, &mut Vec<Diagnostic>);
type OfServersTransport = fn(&Context<'_>, &Object, &ServersTransportTcp, &mut Vec<Diagnostic>);
type OfTlsOptions = fn(&Context<'_>, &Object, &TlsOption, &mut Vec<Diagnostic>);

/// Checks of a whole state. Those of a file's shape run while it is read ([`crate::desired::problem`]).
const CHECKS: &[Check] = &[
    acme_needs_domain::check,
    backend_tls_without_name::of_state,
    client_sends_no_sni::check,
    conflicting_facts::check,
    deprecated_field::of_state,
    duplicate_default_tls_options::check,
    duplicate_default_tls_store::check,
    duplicate_entry_point::check,
    duplicate_object::check,
    empty_argument::check,
    empty_reason::check,
    entry_point_name::check,
    invalid_annotation::check,
    invalid_backend_address::check,
    invalid_client_address::check,
    invalid_client_ip::check,
    invalid_entry_point_port::check,
    invalid_expectation::check,
    invalid_host::check,
    invalid_label::check,
    invalid_namespace::check,
    invalid_regexp::check,
    invalid_step_range::check,
    invalid_version::check,
    mixed_plain_and_tls::check,
    object_name_collision::check,
    passthrough_with_termination::check,
    plain_catch_all_conflict::check,
    postgres_mixed_entry_point::check,
    reserved_alpn::check,
    reserved_label::check,
    root_ca_no_home::check,
    router_name_collision::check,
    rule_syntax::check,
    scenario_without_steps::check,
    server_first_behind_peek::check,
    shadowed_by_https::check,
    swallows_http::check,
    tls_store_not_default::check,
    two_types_in_one_middleware::check,
    unknown_backend_service::check,
    unknown_cipher_suite::check,
    unknown_curve::check,
    unknown_entry_point::check,
    unknown_matcher::check,
    unknown_middleware::check,
    unknown_protocol::check,
    unknown_scenario_entry::check,
    unknown_scenario_entry_point::check,
    unknown_servers_transport::check,
    unknown_tls_options::check,
    unsupported_chart::check,
    unused_middleware::check,
    unused_servers_transport::check,
    unused_tls_options::check,
    wildcard_needs_v3_7::check,
    wildcard_one_label::check,
    wrong_argument_count::check,
];

/// Checks of each object, external ones too.
const OF_OBJECTS: &[OfObject] = &[external_with_content::check, invalid_name::check];

/// Checks of what each object says that is emitted.
const OF_CONTENTS: &[OfObject] = &[impossible_name::of_object, secret_in_another_namespace::check];

/// Checks of each route.
const OF_ROUTES: &[OfRoute] = &[
    duplicate_rule::check,
    ingress_class_mismatch::check,
    missing_entry_points::check,
    no_rules::check,
    not_in_this_version::of_route,
    repeated_entry_point::check,
];

/// Checks of each rule of a route.
const OF_RULES: &[OfRule] = &[
    all_weights_zero::check,
    alpn_not_offered::check,
    choices::of_rule,
    cross_namespace_reference::check,
    deprecated_field::of_rule,
    host_bits_set::of_rule,
    host_never_sent::check,
    invalid_priority::check,
    never_matches_plain::check,
    no_service::check,
    not_in_this_version::of_rule,
    order_dependent_rule::check,
    postgres_alpn_mismatch::check,
    postgres_needs_v3::check,
    protocol_cannot_sni::check,
    repeated_middleware::check,
    sni_without_tls::check,
    unanchored_regexp::check,
    uppercase_regexp::check,
    weights_do_nothing::check,
];

/// Checks of each service of a rule.
const OF_SERVICES: &[OfService] = &[
    backend_tls_without_name::of_service,
    impossible_name::of_service,
    invalid_port::check,
    invalid_proxy_protocol_version::of_service,
    invalid_weight::check,
    native_lb_with_node_port_lb::check,
    postgres_starttls_backend::check,
    unused_backend_tls::check,
];

/// Checks of each middleware that is emitted.
const OF_MIDDLEWARES: &[OfMiddleware] = &[closes_everyone::check, empty_middleware::check, invalid_amount::check];

/// Checks of each allow list of these.
const OF_ALLOW_LISTS: &[OfAllowList] = &[
    allows_everyone::check,
    empty_allow_list::check,
    host_bits_set::of_allow_list,
    invalid_source_range::check,
    repeated_range::check,
    swallowed_range::check,
];

/// Checks of each servers transport that is emitted.
const OF_SERVERS_TRANSPORTS: &[OfServersTransport] = &[
    bare_duration::check,
    deprecated_field::of_transport,
    invalid_duration::check,
    invalid_proxy_protocol_version::of_transport,
    not_in_this_version::of_transport,
    root_ca_two_homes::check,
    spiffe_with_tls_settings::check,
    unread_duration::check,
];

/// Checks of each TLSOption that is emitted.
const OF_TLS_OPTIONS: &[OfTlsOptions] = &[
    choices::of_options,
    client_auth_without_ca::check,
    deprecated_field::of_options,
    not_in_this_version::of_options,
    tls_versions_reversed::check,
    unknown_tls_version::check,
];

/// Runs every check. Things are walked over once, with all checks of their sort: ten thousand routes do not fit a cache.
pub fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for check in CHECKS {
        check(context, diagnostics);
    }
    for object in context.resources.objects() {
        for check in OF_OBJECTS {
            check(context, object, diagnostics);
        }
        if !object.external {
            content(context, object, diagnostics);
        }
    }
    for list in &context.allow_lists {
        for check in OF_ALLOW_LISTS {
            check(context, list, diagnostics);
        }
    }
    for route in context.routes() {
        for check in OF_ROUTES {
            check(context, &route, diagnostics);
        }
    }
    for rule in &context.rules {
        for check in OF_RULES {
            check(context, rule, diagnostics);
        }
        for service in &rule.rule.services {
            for check in OF_SERVICES {
                check(context, rule, service, diagnostics);
            }
        }
    }
}

fn content(context: &Context<'_>, object: &Object, diagnostics: &mut Vec<Diagnostic>) {
    for check in OF_CONTENTS {
        check(context, object, diagnostics);
    }
    match &object.spec {
        Spec::MiddlewareTcp(spec) => {
            for check in OF_MIDDLEWARES {
                check(context, object, spec, diagnostics);
            }
        }
        Spec::ServersTransportTcp(spec) => {
            for check in OF_SERVERS_TRANSPORTS {
                check(context, object, spec, diagnostics);
            }
        }
        Spec::TlsOption(spec) => {
            for check in OF_TLS_OPTIONS {
                check(context, object, spec, diagnostics);
            }
        }
        Spec::IngressRouteTcp(_) | Spec::TlsStore(_) => {}
    }
}
