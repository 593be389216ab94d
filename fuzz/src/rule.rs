use tcpgen::rule::{Syntax, parse};

/// Any text is a rule or is refused with reasons, whose places lie in it.
pub(super) fn holds(text: &str) {
    for syntax in [Syntax::V3, Syntax::V2] {
        if let Err(problems) = parse(text, syntax) {
            assert!(!problems.is_empty(), "refused without a reason");
            for problem in problems {
                assert!(text.get(problem.range.clone()).is_some(), "points outside of the text: {:?}", problem.range);
            }
        }
    }
}
