//! Any text compiles to an answer: no panic, every place lies in its file, and what has no error can be written.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tcpgen::source::Sources;
use tcpgen::{Options, compile, output};

fuzz_target!(|text: &str| {
    let sources = Sources::single("fuzz.toml", text);
    let compilation = compile(&sources, Options::default());
    for diagnostic in &compilation.diagnostics {
        assert!(text.get(diagnostic.span.range()).is_some(), "{} points outside of the text", diagnostic.code.name);
        for edit in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(
                text.get(edit.span.range()).is_some(),
                "a fix of {} edits outside of the text",
                diagnostic.code.name
            );
        }
    }
    if !compilation.has_errors() {
        output::yaml(compilation.resources.emitted()).expect("objects without errors can be written");
    }
});
