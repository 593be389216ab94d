//! Checks of an IngressRouteTCP as a whole: its entry points, its rules, where its references lead.

pub(crate) mod repeats;
super::checks! {
    crashing_rule,
    cross_namespace_reference,
    duplicate_rule,
    ignored_annotation,
    ingress_class_mismatch,
    missing_entry_points,
    no_rules,
    old_api_group,
    repeated_entry_point,
    secret_in_another_namespace,
    unknown_entry_point,
}
