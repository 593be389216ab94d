use crate::check::marks::{fires, fixed, only, silent, spares};

const CODE: &str = "shadowed-by-longer-rule";

fn plain(name: &str, rule: &str, more: &str) -> String {
    format!("[routes.{name}]\nentry_points = [\"e\"]\nmatch = {rule}\nservice = \"{name}:1\"\n{more}\n")
}

fn tls(name: &str, rule: &str) -> String {
    plain(name, rule, "tls = \"passthrough\"")
}

#[test]
fn a_network_goes_before_an_address() {
    let network = plain("b", "\"ClientIP(`10.0.0.0/8`)\"", "");
    fires(CODE, &format!("{}{network}", plain("a", "«\"ClientIP(`10.0.0.5`)\"»", "")));
    silent(&format!("{}{network}", plain("a", "\"ClientIP(`10.0.0.5/32`)\"", "")));
    let text = format!("{}{network}", plain("a", "\"ClientIP(`10.0.0.5`)\"", ""));
    let found = only(CODE, &text);
    assert_eq!(
        found.message,
        "no connection reaches this rule, because longer ones go first: `default/b` takes a plain client from 10.0.0.5"
    );
    let mended = fixed(CODE, &text);
    assert!(mended[0].contains("priority = 23\n"), "{}", mended[0]);
    silent(&mended[0]);
}

#[test]
fn a_pattern_and_a_pair_go_before_a_name() {
    let name = tls("a", "«\"HostSNI(`a.test`)\"»");
    fires(CODE, &format!("{name}{}", tls("b", "'HostSNIRegexp(`^[a-z]+\\.test$`)'")));
    fires(CODE, &format!("{name}{}", tls("b", "\"HostSNI(`a.test`) || HostSNI(`b.test`)\"")));
    spares(CODE, &format!("{}{}", tls("a", "\"HostSNI(`long.name.test`)\""), tls("b", "\"HostSNI(`*.name.test`)\"")));
}

#[test]
fn a_part_of_a_rule() {
    let both = tls("a", "'''«HostSNI(`a.test`)» || HostSNI(`b.test`)'''");
    fires(CODE, &format!("{both}{}", tls("b", "'HostSNIRegexp(`^a[a-z]*(\\.with)?\\.(test|testing|example)$`)'")));
    let names = "[routes.a]\nentry_points = [\"e\"]\nsni = [«\"a.test\"», \"b.test\"]\nservice = \"a:1\"\ntls = \"passthrough\"\n";
    fires(CODE, &format!("{names}{}", tls("b", "\"HostSNI(`a.test`) || HostSNI(`c.test`) || HostSNI(`d.test`)\"")));
}

#[test]
fn a_written_priority_is_no_accident() {
    let name = tls("a", "\"HostSNI(`a.test`)\"");
    let above = plain("b", "'HostSNIRegexp(`^[a-z]+\\.test$`)'", "priority = 99\ntls = \"passthrough\"");
    spares(CODE, &format!("{name}{above}"));
}
