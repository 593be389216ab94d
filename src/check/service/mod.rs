//! Checks of services, and of how Traefik connects to them.

pub(crate) mod duration;
pub(crate) mod left_out;

super::checks! {
    all_weights_zero,
    backend_tls_without_name,
    bare_duration,
    external_name_not_allowed,
    headless_native_lb,
    invalid_duration,
    invalid_port,
    invalid_proxy_protocol_version,
    invalid_weight,
    namespace_not_watched,
    native_lb_with_node_port_lb,
    no_service,
    root_ca_no_home,
    root_ca_two_homes,
    service_without_endpoints,
    spiffe_with_tls_settings,
    unknown_servers_transport,
    unknown_service,
    unknown_service_port,
    unread_duration,
    unused_backend_tls,
    unused_servers_transport,
    weights_do_nothing,
}
