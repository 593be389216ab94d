//! Connections that were made to a running Traefik, as JUnit XML.

use crate::escape::junit::{self, Cases};
use crate::escape::xml;
use crate::running::{Fit, Tried};

/// A case for each connection. Those that were not made, and those that do not tell, are skipped.
pub fn junit(tried: &[Tried]) -> String {
    let count = |is: fn(Fit) -> bool| tried.iter().filter(|one| is(one.result)).count();
    let cases = Cases { tests: tried.len(), failures: count(|fit| fit == Fit::Differs), skipped: count(is_skipped) };
    let mut out = junit::one_suite("tcpgen test --live", cases);
    for one in tried {
        case(&mut out, one);
    }
    out.push_str(junit::END);
    out
}

fn is_skipped(fit: Fit) -> bool {
    matches!(fit, Fit::NotMade | Fit::Undecided)
}

fn case(out: &mut String, one: &Tried) {
    out.push_str("    <testcase");
    xml::attribute(out, "name", &one.what);
    xml::attribute(out, "classname", &one.predicted.entry_point);
    if one.result == Fit::Differs {
        out.push_str(">\n      <failure");
        xml::attribute(out, "message", one.seen.as_deref().unwrap_or_default());
        xml::attribute(out, "type", one.result.name());
        out.push('>');
        xml::text(out, &one.predicted.verdict);
        out.push_str("</failure>\n    </testcase>\n");
    } else if is_skipped(one.result) {
        out.push_str(">\n      <skipped");
        xml::attribute(out, "message", one.reason.as_deref().unwrap_or_default());
        out.push_str("/>\n    </testcase>\n");
    } else {
        out.push_str("/>\n");
    }
}
