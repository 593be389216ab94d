use std::fmt::Write as _;

use super::super::level::Level;
use super::super::palette::{ACCENT, ACCENT_SOFT, BORDER, Colour, MUTED, SUNKEN, SURFACE, TEXT, ground, stroke};

/// Fonts and lines, which are the same on every ground.
const SHAPES: &str = "\
text{font:12px system-ui,-apple-system,\"Segoe UI\",Roboto,\"Noto Sans\",sans-serif;white-space:pre;unicode-bidi:isolate}
.name{font-size:13px;font-weight:600}
.code{font-family:ui-monospace,Menlo,Consolas,\"DejaVu Sans Mono\",monospace}
.tag{text-anchor:end}
.heading{font-weight:600}
.wire{fill:none}
.dashed{stroke-dasharray:4 3}
";

/// Each rule twice: not every program that shows a picture knows custom properties or `light-dark()`, and one that does not
/// know the question for dark ground shows the light one.
pub(super) fn style() -> String {
    let mut out = SHAPES.to_owned();
    rules(&mut out, |colour| colour.light);
    out.push_str("@media (prefers-color-scheme:dark){\n");
    rules(&mut out, |colour| colour.dark);
    out.push_str("}\n");
    out
}

/// Writing to a string does not fail.
fn rules(out: &mut String, of: impl Fn(Colour) -> &'static str) {
    let _ = writeln!(out, ".ground{{fill:{}}}", of(SURFACE));
    let _ = writeln!(out, "text{{fill:{}}}", of(TEXT));
    let _ = writeln!(out, ".code,.note,.tag,.heading{{fill:{}}}", of(MUTED));
    let _ = writeln!(out, ".wire{{stroke:{}}}", of(BORDER));
    let mut frame = |class: &str, fill, line| {
        let _ = writeln!(out, ".{class}{{fill:{};stroke:{}}}", of(fill), of(line));
    };
    frame("fine", SURFACE, BORDER);
    frame("entry", ACCENT_SOFT, ACCENT);
    frame("service", SUNKEN, BORDER);
    for level in Level::WRONG {
        frame(level.name(), ground(level), stroke(level));
    }
}
