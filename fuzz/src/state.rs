use tcpgen::source::Sources;
use tcpgen::{Compilation, Options, compile, output};

/// Any text compiles to an answer, the same each time: every place lies in its file, and what has no error can be written.
pub(super) fn holds(text: &str) {
    compiled(&Sources::single("fuzz.toml", text));
}

/// What one file compiles to.
pub(super) fn compiled(sources: &Sources) -> Compilation {
    let text = sources.iter().next().map_or("", |(_, file)| file.text());
    let compilation = compile(sources, &Options::default());
    for found in &compilation.diagnostics {
        assert!(text.get(found.span.range()).is_some(), "{} points outside of the text", found.code.name);
        for edit in found.fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(text.get(edit.span.range()).is_some(), "{} edits outside of the text", found.code.name);
        }
    }
    if !compilation.has_errors() {
        let written = output::yaml(compilation.resources.emitted()).expect("objects without errors can be written");
        let again = compile(sources, &Options::default());
        assert_eq!(output::yaml(again.resources.emitted()).ok(), Some(written), "another result for the same text");
    }
    compilation
}
