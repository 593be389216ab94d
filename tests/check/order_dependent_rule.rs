use crate::check::marks::{fires, fixed, plain, silent, spares, tls};

const CODE: &str = "order-dependent-rule";

#[test]
fn the_first_name_behind_the_star_is_pointed_at() {
    fires(CODE, &plain("\"HostSNI(`*`) || HostSNI(«`x.test`»)\""));
    fires(CODE, &plain("\"HostSNI(`*`) && (ClientIP(`10.0.0.1`) || HostSNI(«`x.test`»))\""));
    fires(CODE, "[routes.r]\nentry_points = [\"e\"]\nsni = [\"*\", «\"x.test\"», \"y.test\"]\nservice = \"s:1\"\n");
}

#[test]
fn the_star_is_offered_alone() {
    assert_eq!(fixed(CODE, &plain("\"HostSNI(`*`) || HostSNI(`x.test`)\"")), [plain("\"HostSNI(`*`)\"")]);
    assert!(fixed(CODE, &plain("\"HostSNI(`*`) && (ClientIP(`10.0.0.1`) || HostSNI(`x`))\"")).is_empty());
}

#[test]
fn with_tls_or_never_matching_it_is_another_matter() {
    silent(&tls("\"HostSNI(`*`) || HostSNI(`x.test`)\""));
    spares(CODE, &plain("\"HostSNI(`*`) && HostSNI(`x.test`)\""));
    spares(CODE, &plain("\"HostSNI(`x.test`) || HostSNI(`*`)\""));
    silent(&plain("\"HostSNI(`*`) && !HostSNI(`x.test`)\""));
    silent(&plain("\"HostSNI(`*`) || HostSNI(`*`)\""));
}
