use crate::check::support::{diagnostics, sources};

fn names(text: &str) -> Vec<&'static str> {
    diagnostics(&sources(&[text])).iter().map(|diagnostic| diagnostic.code.name).collect()
}

#[test]
fn a_name_has_at_most_253_letters() {
    let route = |length: usize| format!("[routes.{}]\nentry_points = [\"a\"]\nservice = \"a:1\"\n", "a".repeat(length));
    assert_eq!(names(&route(253)), [""; 0]);
    assert_eq!(names(&route(254)), ["invalid-name"]);
}

#[test]
fn annotations_have_at_most_256_kibibytes() {
    let route = |length: usize| {
        let text = "x".repeat(length);
        format!("annotations = {{ a = \"{text}\" }}\n[routes.a]\nentry_points = [\"a\"]\nservice = \"a:1\"\n")
    };
    assert_eq!(names(&route(256 * 1024 - 1)), [""; 0]);
    assert_eq!(names(&route(256 * 1024)), ["invalid-annotation"]);
}
