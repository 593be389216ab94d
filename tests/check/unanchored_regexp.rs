use crate::check::marks::{fires, fixed, only, silent, spares, tls};

const CODE: &str = "unanchored-regexp";

#[test]
fn the_argument_is_pointed_at() {
    fires(CODE, &tls("'HostSNIRegexp(«`db\\.test`»)'"));
    fires(CODE, &tls("\"HostSNI(`x.test`) || HostSNIRegexp(«`^db\\\\.test`»)\""));
}

#[test]
fn the_fix_anchors_only_the_open_ends() {
    let mended = |rule: &str| fixed(CODE, &tls(rule)).remove(0);
    assert_eq!(mended("'HostSNIRegexp(`db\\.test`)'"), tls("'HostSNIRegexp(`^db\\.test$`)'"));
    assert_eq!(mended("'HostSNIRegexp(`^db\\.test`)'"), tls("'HostSNIRegexp(`^db\\.test$`)'"));
    assert_eq!(mended("'HostSNIRegexp(`a\\.test|b\\.test`)'"), tls("'HostSNIRegexp(`^(?:a\\.test|b\\.test)$`)'"));
    assert_eq!(mended("\"HostSNIRegexp(`db[.]test$`)\""), tls("\"HostSNIRegexp(`^db[.]test$`)\""));
    silent(&mended("'HostSNIRegexp(`^a\\.test$|b\\.test`)'"));
    assert!(!only(CODE, &tls("'HostSNIRegexp(`x`)'")).fixes[0].safe);
}

#[test]
fn what_says_that_it_is_open_is_left_alone() {
    for pattern in [".*", ".+", ".", "", "^db-.*", r".*\.test$", r"^.*\.test$", "^db-.+", r"(.*)\.test$"] {
        spares(CODE, &tls(&format!("'HostSNIRegexp(`{pattern}`)'")));
    }
    // The dots are meant literally here.
    fires(CODE, &tls(r"'HostSNIRegexp(«`^db\.*`»)'"));
}

#[test]
fn templates_of_the_v2_syntax_are_anchored() {
    spares(CODE, &tls("\"HostSNIRegexp(`{sub:[a-z]+}.test`)\"\nsyntax = \"v2\""));
    silent(&format!("[traefik]\nversion = \"v2\"\n{}", tls("\"HostSNIRegexp(`{sub:[a-z]+}.test`)\"")));
}
