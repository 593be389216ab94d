//! Every check, by what it looks at.

use std::collections::HashSet;

use super::{
    AllowListView, Context, RouteView, RuleView, acme_needs_domain, all_weights_zero, allows_everyone,
    alpn_not_offered, analyses, backend_tls_without_name, bare_duration, choices, client_auth_without_ca,
    client_sends_no_sni, closes_everyone, conflicting_facts, cross_namespace_reference, deprecated_field,
    duplicate_default_tls_options, duplicate_default_tls_store, duplicate_entry_point, duplicate_object,
    duplicate_rule, empty_allow_list, empty_argument, empty_middleware, empty_reason, entry_point_name,
    external_with_content, host_bits_set, host_never_sent, impossible_name, ingress_class_mismatch, invalid_amount,
    invalid_annotation, invalid_backend_address, invalid_client_address, invalid_client_ip, invalid_duration,
    invalid_entry_point_port, invalid_expectation, invalid_host, invalid_label, invalid_name, invalid_namespace,
    invalid_port, invalid_priority, invalid_proxy_protocol_version, invalid_regexp, invalid_source_range,
    invalid_step_range, invalid_version, invalid_weight, missing_entry_points, mixed_plain_and_tls,
    native_lb_with_node_port_lb, never_matches_plain, no_rules, no_service, not_in_this_version, object_name_collision,
    old_api_group, order_dependent_rule, passthrough_with_termination, plain_catch_all_conflict,
    postgres_alpn_mismatch, postgres_mixed_entry_point, postgres_needs_v3, postgres_starttls_backend,
    protocol_cannot_sni, repeated_entry_point, repeated_middleware, repeated_range, reserved_alpn, reserved_label,
    root_ca_no_home, root_ca_two_homes, router_name_collision, rule_syntax, scenario_without_steps,
    secret_in_another_namespace, server_first_behind_peek, shadowed_by_https, sni_without_tls,
    spiffe_with_tls_settings, swallowed_range, swallows_http, tls_store_not_default, tls_versions_reversed,
    two_types_in_one_middleware, unanchored_regexp, unknown_backend_service, unknown_cipher_suite, unknown_curve,
    unknown_entry_point, unknown_matcher, unknown_middleware, unknown_protocol, unknown_scenario_entry,
    unknown_scenario_entry_point, unknown_servers_transport, unknown_tls_options, unknown_tls_version, unread_duration,
    unsupported_chart, unused_backend_tls, unused_middleware, unused_servers_transport, unused_tls_options,
    uppercase_regexp, weights_do_nothing, wildcard_needs_v3_7, wildcard_one_label, wrong_argument_count,
};
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
    object_name_collision::check,
    passthrough_with_termination::check,
    reserved_alpn::check,
    reserved_label::check,
    root_ca_no_home::check,
    router_name_collision::check,
    rule_syntax::check,
    scenario_without_steps::check,
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
    wrong_argument_count::check,
];

/// Checks of each entry point with its routers. A route that names none is on several: what one check finds at one place is
/// reported once.
const OF_ENTRY_POINTS: &[Check] = &[
    client_sends_no_sni::check,
    mixed_plain_and_tls::check,
    plain_catch_all_conflict::check,
    postgres_mixed_entry_point::check,
    server_first_behind_peek::check,
    shadowed_by_https::check,
    swallows_http::check,
    wildcard_one_label::check,
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
    old_api_group::check,
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
    for check in OF_ENTRY_POINTS {
        let mut found = Vec::new();
        check(context, &mut found);
        let mut places = HashSet::new();
        diagnostics.extend(found.into_iter().filter(|found: &Diagnostic| places.insert(found.span)));
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
    // Says nothing of what was said before.
    analyses::check(context, diagnostics);
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
