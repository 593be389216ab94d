use crate::check::marks::{fires, plain, silent, spares, tls};

const CODE: &str = "never-matches-plain";

#[test]
fn the_whole_rule_is_pointed_at() {
    for rule in [
        "HostSNI(`*`) && HostSNI(`x.test`)",
        "HostSNIRegexp(`.+`)",
        "ALPN(`h2`)",
        "HostSNI(`*`) && ALPN(`h2`)",
        "!HostSNI(`*`)",
        "ClientIP(`10.0.0.0/8`) && ClientIP(`192.168.0.0/16`)",
        "ClientIP(`10.0.0.0/9`) && !ClientIP(`10.0.0.0/8`)",
    ] {
        fires(CODE, &plain(&format!("«\"{rule}\"»")));
    }
}

#[test]
fn rules_that_match_anybody_are_fine() {
    for rule in [
        "HostSNI(`*`)",
        "!HostSNI(`x.test`)",
        "!ALPN(`h2`)",
        "HostSNIRegexp(`.*`)",
        "ClientIP(`10.0.0.0/8`)",
        "ClientIP(`10.0.0.0/8`) && !ClientIP(`10.0.0.0/9`)",
        "HostSNI(`*`) && (ClientIP(`10.0.0.1`) || ALPN(`h2`))",
    ] {
        silent(&plain(&format!("\"{rule}\"")));
    }
}

#[test]
fn routes_with_tls_and_disabled_ones_have_other_codes() {
    silent(&tls("\"ALPN(`h2`)\""));
    spares(CODE, &plain("\"HostSNI(`x.test`) && ALPN(`h2`)\""));
}
