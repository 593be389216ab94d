use crate::check::marks::{fires, only, plain, silent};

const CODE: &str = "invalid-client-ip";

#[test]
fn the_argument_is_pointed_at() {
    fires(CODE, &plain("\"ClientIP(«`10.0.0.0/33`») || ClientIP(«`localhost`»)\""));
    fires(CODE, &plain("\"ClientIP(«`10.0.0.5:80`»)\""));
}

#[test]
fn a_list_is_several_matchers() {
    let found = only(CODE, &plain("\"ClientIP(`10.0.0.1,10.0.0.2`)\""));
    assert_eq!(found.help.as_deref(), Some("write one ClientIP for each entry, with `||` between them"));
}

#[test]
fn all_that_traefik_takes_is_silent() {
    for range in ["10.0.0.0/29", "127.0.0.0/08", "::ffff:10.0.0.0/104", "2001:DB8::1", "10.0.0.1"] {
        silent(&plain(&format!("\"ClientIP(`{range}`)\"")));
    }
}
