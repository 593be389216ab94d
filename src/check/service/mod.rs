//! Checks of services, and of how Traefik connects to them.

pub(crate) mod duration;

super::checks! {
    all_weights_zero,
    backend_tls_without_name,
    bare_duration,
    invalid_duration,
    invalid_port,
    invalid_proxy_protocol_version,
    invalid_weight,
    native_lb_with_node_port_lb,
    no_service,
    root_ca_no_home,
    root_ca_two_homes,
    spiffe_with_tls_settings,
    unknown_servers_transport,
    unread_duration,
    unused_backend_tls,
    unused_servers_transport,
    weights_do_nothing,
}
