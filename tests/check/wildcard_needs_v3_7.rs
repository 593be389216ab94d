use crate::check::marks::{fires, fixed, only, silent, tls};

const CODE: &str = "wildcard-needs-v3-7";

fn on(version: &str, rest: &str) -> String {
    format!("[traefik]\nversion = \"{version}\"\n{rest}")
}

#[test]
fn older_versions_disable_it() {
    fires(CODE, &on("3.6", &tls("\"HostSNI(`x.test`) || HostSNI(«`*.test`»)\"")));
    fires(CODE, &on("3.0", &tls("\"!HostSNI(«`*.test`») && HostSNI(`x.test`)\"")));
    fires(CODE, &on("v2", "[routes.r]\nentry_points = [\"e\"]\nsni = «\"*.test\"»\nservice = \"s:1\"\ntls = {}\n"));
}

#[test]
fn newer_versions_and_no_version_know_it() {
    silent(&on("3.7", &tls("\"HostSNI(`*.test`)\"")));
    silent(&tls("\"HostSNI(`*.test`)\""));
    silent(&on("3.6", &tls("\"HostSNI(`x.test`)\"")));
}

#[test]
fn a_regular_expression_says_the_same() {
    let mended = fixed(CODE, &on("3.6", &tls("\"HostSNI(`*.a.test`)\"")));
    assert_eq!(mended, [on("3.6", &tls("\"HostSNIRegexp(`^[^.]+\\\\.a\\\\.test$`)\""))]);
    silent(&mended[0]);
    let v2 = only(CODE, &on("2.11", &tls("\"HostSNI(`*.a.test`)\"")));
    assert_eq!(v2.help.as_deref(), Some("use `match`: HostSNIRegexp(`{sub:[^.]+}.a.test`)"));
}
