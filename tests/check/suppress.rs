use crate::check::support::{diagnostics, sources};

fn codes(files: &[&str]) -> Vec<&'static str> {
    diagnostics(&sources(files)).iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn an_entry_speaks_for_itself_wherever_its_tables_stand() {
    let text = r#"
[routes.a]
entry_points = ["a"]
sni = "a.test"
service = "a:1"
allow = [{ code = "secret-in-another-namespace", reason = "x" }]

[routes.b]
entry_points = ["b"]
sni = "b.test"
service = "b:1"

[routes.b.tls]
secret_name = "ops/b"

[routes.a.tls]
secret_name = "ops/a"
"#;
    let sources = sources(&[text]);
    let found = diagnostics(&sources);
    let texts: Vec<&str> = found.iter().map(|diagnostic| sources.slice(diagnostic.span)).collect();
    assert_eq!(texts, ["\"ops/b\""]);
}

#[test]
fn sub_tables_before_their_entry_and_dotted_keys_belong_to_it() {
    let allow = "allow = [{ code = \"secret-in-another-namespace\", reason = \"x\" }]";
    let before = format!(
        "[routes.a.tls]\nsecret_name = \"ops/a\"\n[routes.a]\nentry_points = [\"a\"]\nsni = \"a.test\"\nservice = \"a:1\"\n{allow}\n"
    );
    let dotted = format!(
        "[routes]\na.entry_points = [\"a\"]\na.sni = \"a.test\"\na.service = \"a:1\"\na.tls.secret_name = \"ops/a\"\na.{allow}\n"
    );
    let inline = format!(
        "[routes]\na = {{ entry_points = [\"a\"], sni = \"a.test\", service = \"a:1\", tls = {{ secret_name = \"ops/a\" }}, {allow} }}\n"
    );
    for text in [before, dotted, inline] {
        assert_eq!(codes(&[&text]), [""; 0], "{text}");
    }
}

#[test]
fn dotted_keys_of_two_entries_are_told_apart() {
    let text = "[routes]\na.entry_points = [\"a\"]\nb.entry_points = [\"b\"]\na.sni = \"a.test\"\nb.sni = \"b.test\"\n\
                a.service = \"a:1\"\nb.service = \"b:1\"\na.tls.secret_name = \"ops/a\"\nb.tls.secret_name = \"ops/b\"\n\
                a.allow = [{ code = \"secret-in-another-namespace\", reason = \"x\" }]\n";
    let sources = sources(&[text]);
    let found = diagnostics(&sources);
    let texts: Vec<&str> = found.iter().map(|diagnostic| sources.slice(diagnostic.span)).collect();
    assert_eq!(texts, ["\"ops/b\""]);
}

#[test]
fn the_top_of_any_file_holds_for_the_whole_state() {
    let list = "[middlewares.m]\nip_allow_list = [\"0.0.0.0/0\"]\n";
    let allow = "allow = [{ code = \"allows-everyone\", reason = \"x\" }]\n";
    assert_eq!(codes(&[list]), ["allows-everyone"]);
    assert_eq!(codes(&[list, allow]), [""; 0]);
    assert_eq!(codes(&[allow, list]), [""; 0]);
}

#[test]
fn errors_cannot_be_allowed() {
    let text = "[middlewares.m]\nin_flight_conn = -1\nallow = [{ code = \"invalid-amount\", reason = \"x\" }]\n";
    assert_eq!(codes(&[text]), ["invalid-amount", "unknown-allowed-code"]);
}
