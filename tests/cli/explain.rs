use tcpgen::check::CODES;

use super::sandbox::Sandbox;

#[test]
fn a_code_is_explained_as_plain_text() {
    let ran = Sandbox::empty().run("explain sni-without-tls").exits(0).tells("");
    let ran = ran.prints_part("warning[sni-without-tls]: ").prints_part("\nExample\n\n    [routes.mqtt]\n");
    assert!(!ran.out.contains("```") && !ran.out.contains("###") && !ran.out.contains('\u{1b}'), "{}", ran.out);
}

#[test]
fn without_a_code_all_are_listed() {
    let ran = Sandbox::empty().run("explain").exits(0).tells("");
    let mut lines = ran.out.lines();
    assert_eq!(lines.next().unwrap().split_whitespace().take(2).collect::<Vec<_>>(), ["CODE", "SEVERITY"]);
    let listed: Vec<&str> = lines.map(|line| line.split_whitespace().next().unwrap()).collect();
    assert_eq!(listed, CODES.iter().map(|code| code.name).collect::<Vec<_>>());
}

#[test]
fn every_code_can_be_explained() {
    let sandbox = Sandbox::empty();
    for code in CODES.iter().copied() {
        sandbox.run(&format!("explain {}", code.name)).exits(0).prints_part(code.summary);
    }
}

#[test]
fn a_code_that_does_not_exist_is_a_wrong_argument() {
    let sandbox = Sandbox::empty();
    sandbox
        .run("explain sni-without-tsl")
        .exits(2)
        .prints("")
        .tells("error: there is no code `sni-without-tsl`\nhelp: did you mean `sni-without-tls`?\n");
    sandbox.run("explain zzz").exits(2).tells_part("help: `tcpgen explain` lists all codes\n");
}
