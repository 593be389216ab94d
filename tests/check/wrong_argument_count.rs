use crate::check::marks::{fires, fixed, only, silent, spares, tls};

const CODE: &str = "wrong-argument-count";

#[test]
fn the_call_is_pointed_at() {
    fires(CODE, &tls("\"«HostSNI(`a.test`, `b.test`)»\""));
    fires(CODE, &tls("\"HostSNI(`a.test`) && «ClientIP(`10.0.0.1`, `10.0.0.2`)»\""));
    fires(CODE, &tls("'«HostSNI()»'"));
}

#[test]
fn alternatives_stand_in_parentheses_where_they_must() {
    let mended = |rule: &str| fixed(CODE, &tls(rule)).remove(0);
    assert_eq!(mended("\"HostSNI(`a`, `b`)\""), tls("\"HostSNI(`a`) || HostSNI(`b`)\""));
    assert_eq!(mended("\"!HostSNI(`a`, `b`)\""), tls("\"!(HostSNI(`a`) || HostSNI(`b`))\""));
    assert_eq!(mended("'HOSTSNI(\"a\", `b,c`)'"), tls("'HostSNI(\"a\") || HostSNI(`b,c`)'"));
    assert_eq!(mended("\"HostSNI(\\\"a\\\", `b`)\""), tls("\"HostSNI(\\\"a\\\") || HostSNI(`b`)\""));
    silent(&mended("\"ClientIP(`10.0.0.1`, `10.0.0.2`) && HostSNI(`x.test`)\""));
}

#[test]
fn a_comment_between_arguments_is_not_guessed_at() {
    let found = only(CODE, &tls("\"HostSNI(`a`, /* and */ `b`)\""));
    assert!(found.fixes.is_empty());
    assert_eq!(found.help.as_deref(), Some("write one matcher for each argument, with `||` between them"));
}

#[test]
fn the_v2_syntax_takes_several() {
    spares(
        CODE,
        &tls("\"HostSNI(`a.test`, `b.test`)\"
syntax = \"v2\""),
    );
    silent(&format!("[traefik]\nversion = \"2.11\"\n{}", tls("\"HostSNI(`a.test`, `b.test`)\"")));
}
