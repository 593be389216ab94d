use crate::check::marks::{fires, fires_beside, fixed, only, silent, tls};

const CODE: &str = "unknown-matcher";

#[test]
fn http_matchers_are_pointed_at_by_name() {
    fires(CODE, &tls("\"«Host»(`x.test`)\""));
    fires(CODE, &tls("\"HostSNI(`x.test`) && «PathPrefix»(`/a`)\""));
    fires(CODE, &tls("'«Host»(`x`) || «HostRegexp»(`y`)'"));
    fires_beside(CODE, &tls("\"«hostSNI»(`x`) && ClientIP(`nonsense`)\""), &["invalid-client-ip"]);
}

#[test]
fn host_becomes_host_sni() {
    let found = only(CODE, &tls("\"Host(`x.test`)\""));
    assert_eq!(found.help.as_deref(), Some("write `HostSNI`"));
    assert!(!found.fixes[0].safe);
    let mended = fixed(CODE, &tls("\"Host(`x.test`)\"")).remove(0);
    assert_eq!(mended, tls("\"HostSNI(`x.test`)\""));
    silent(&mended);
}

#[test]
fn another_letter_case_is_evident_and_a_slip_is_a_question() {
    let case = only(CODE, &tls("\"hostSNI(`x.test`)\""));
    assert_eq!(case.message, "`hostSNI` is not the spelling of `HostSNI`");
    assert!(case.fixes[0].safe);
    let slip = only(CODE, &tls("\"HostSN(`x.test`)\""));
    assert_eq!(slip.help.as_deref(), Some("did you mean `HostSNI`?"));
    assert!(!slip.fixes[0].safe);
}

#[test]
fn what_only_http_has_is_explained() {
    for name in ["PathPrefix", "Header", "Method", "Query"] {
        let found = only(CODE, &tls(&format!("\"{name}(`x`)\"")));
        assert!(found.message.contains("looks into HTTP requests") && found.fixes.is_empty(), "{name}");
    }
}

#[test]
fn the_four_spellings_are_fine() {
    for name in ["HostSNI", "hostsni", "HOSTSNI", "Hostsni"] {
        silent(&tls(&format!("\"{name}(`x.test`)\"")));
    }
}
