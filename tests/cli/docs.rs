use serde_json::{Value, json};

use super::sandbox::Sandbox;

const GOOD: &str = "[routes.a]\nentry_points = [\"e\"]\nservice = \"a:1\"\n";
const BAD: &str = "[routes.b]\nentry_points = [\"e\"]\nservice = \"b:1\"\nmiddlewares = [\"nobody\"]\n";

fn page(words: &str, text: &str) -> String {
    format!("# Page\n\n```{words}\n{text}```\n\nEnd.\n")
}

#[test]
fn pages_are_checked_with_file_and_line() {
    let sandbox = Sandbox::empty()
        .file("good.md", page("toml tcpgen", GOOD))
        .file("shown.md", page("toml tcpgen warns=unknown-middleware", BAD))
        .file("other.md", page("toml", BAD))
        .file("bad.md", page("toml tcpgen", BAD));
    sandbox.run("docs check good.md shown.md other.md").exits(0).prints("").tells("");
    let bad = sandbox.run("docs check good.md bad.md").exits(1).prints("");
    assert!(bad.err.starts_with("bad.md:7:16: warning[unknown-middleware]: "), "{}", bad.err);
    assert!(bad.err.ends_with(
        "bad.md:3: if `unknown-middleware` is what the example shows, add `warns=unknown-middleware` to its fence\n"
    ));
    sandbox.run("docs check nothing.md").exits(2);
}

#[test]
fn a_page_goes_through_with_its_outputs_or_not_at_all() {
    let text = page("toml tcpgen", GOOD);
    let out = Sandbox::empty().stdin(&text).run("docs page --name docs/a.md").exits(0).tells("").out;
    assert!(out.starts_with("# Page\n\n```toml tcpgen\n") && out.ends_with("</div>\n\n\nEnd.\n"), "{out}");
    let bad = Sandbox::empty().stdin(page("toml tcpgen", BAD)).run("docs page --name docs/a.md --first-line 5");
    bad.exits(1).prints("").tells_part("docs/a.md:11:16: warning[unknown-middleware]");
}

#[test]
fn a_block_is_html_or_a_tree() {
    let block = |text: &str, arguments: &str| Sandbox::empty().stdin(text).run(&format!("docs block {arguments}"));
    let html = block(GOOD, "").exits(0).out;
    assert!(html.starts_with("<div class=\"tcpgen-output\">") && html.ends_with("</div>\n"), "{html}");
    let tree = block(GOOD, "--format hast").exits(0).json();
    assert_eq!(tree["properties"], json!({ "className": ["tcpgen-output"] }));
    assert_eq!(block("", "").exits(0).out, "");
    assert_eq!(block("", "--format hast").exits(0).json(), Value::Null);
    block(BAD, "--name a.rst --line 12").exits(1).prints("").tells_part("a.rst:16:16: warning[unknown-middleware]");
}

/// Tags and attributes of the output, and nothing of the input.
#[test]
fn nothing_of_an_example_is_markup() {
    let hostile = "</code></pre><script>alert(1)</script>\\n\\n## x\\u001b";
    let text =
        format!("[routes.\"{hostile}\"]\nentry_points = [\"{hostile}\"]\nservice = \"{hostile}\"\n\"{hostile}\" = 1\n");
    let codes = "warns=unknown-key warns=invalid-name warns=invalid-service";
    let sandbox = Sandbox::empty().stdin(text);
    let out = sandbox.shell(&format!("$TCPGEN docs block --fence 'toml tcpgen {codes}' || true"));
    // Whichever codes it has: what is printed is either the output or what is wrong, and neither has markup of the input.
    assert!(!out.out.contains("<script") && !out.out.contains('\u{1b}') && out.out.lines().count() <= 1, "{}", out.out);
    assert!(!out.err.contains('\u{1b}') && !out.err.contains("\n## x"), "{}", out.err);
}

#[test]
fn mdbook_gets_its_book_back() {
    Sandbox::empty().run("docs mdbook supports html").exits(0);
    Sandbox::empty().run("docs mdbook supports epub").exits(1);
    Sandbox::empty().stdin("[]").run("docs mdbook").exits(2);
    let book = |content: &str| {
        let inner =
            json!({ "Chapter": { "name": "B", "content": content, "source_path": "sub/b.md", "sub_items": [] } });
        let outer = json!({ "Chapter": { "name": "A", "content": "", "source_path": "a.md", "sub_items": [inner, "Separator"] } });
        json!([{ "root": "", "config": { "book": { "src": "docs/." } } }, { "items": [outer] }]).to_string()
    };
    let good = Sandbox::empty().stdin(book(&page("toml tcpgen", GOOD))).run("docs mdbook").exits(0).tells("").json();
    let content = good.pointer("/items/0/Chapter/sub_items/0/Chapter/content").unwrap().as_str().unwrap();
    assert!(content.contains("<div class=\"tcpgen-output\">"), "{content}");
    let bad = Sandbox::empty().stdin(book(&page("toml tcpgen", BAD))).run("docs mdbook").exits(1).prints("");
    assert!(bad.err.starts_with("docs/sub/b.md:7:16: warning"), "{}", bad.err);
}
