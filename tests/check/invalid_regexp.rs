use crate::check::marks::{fires, only, silent, tls};

const CODE: &str = "invalid-regexp";

#[test]
fn the_argument_is_pointed_at() {
    fires(CODE, &tls("'HostSNI(`x.test`) || HostSNIRegexp(«`^(`»)'"));
    fires(CODE, &tls("\"HostSNIRegexp(«`^(?=a)`»)\""));
    fires(CODE, &tls("'HostSNIRegexp(«`^ü$`»)'"));
    fires(CODE, &format!("[traefik]\nversion = \"2.11\"\n{}", tls("'HostSNIRegexp(«`{x`»)'")));
}

#[test]
fn lookaround_has_a_way_out() {
    let found = only(CODE, &tls("'HostSNIRegexp(`^(?!x)`)'"));
    assert!(found.help.is_some_and(|help| help.contains("no lookaround")));
}

#[test]
fn go_takes_more_than_some_engines() {
    for pattern in [r"^[[:alpha:]]+\.test$", r"^\x61\.test$", r"^(?P<a>x)\.test$", r"^\Qa.b\E$", r"^x{1000}$"] {
        silent(&tls(&format!("'HostSNIRegexp(`{pattern}`)'")));
    }
}
