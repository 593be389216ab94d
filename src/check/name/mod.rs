//! Checks of names: what Kubernetes takes, and what Traefik makes of them.

super::checks! {
    impossible_name,
    invalid_annotation,
    invalid_label,
    invalid_name,
    invalid_namespace,
    object_name_collision,
    reserved_label,
    router_name_collision,
}
