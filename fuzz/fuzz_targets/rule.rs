//! Any text is a rule or is refused with reasons: no panic, and every place lies in the text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tcpgen::rule::{Syntax, parse};

fuzz_target!(|text: &str| {
    for syntax in [Syntax::V3, Syntax::V2] {
        if let Err(problems) = parse(text, syntax) {
            assert!(!problems.is_empty(), "refused without a reason");
            for problem in problems {
                assert!(text.get(problem.range.clone()).is_some(), "points outside of the text: {:?}", problem.range);
            }
        }
    }
});
