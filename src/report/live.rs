//! Connections that were made to a running Traefik, as JUnit XML.

use crate::escape::{junit, xml};
use crate::running::{Fit, Tried};

/// A case for each connection that was made; those that were not are none.
pub fn junit(tried: &[Tried]) -> String {
    let made = || tried.iter().filter(|one| one.result != Fit::NotMade);
    let failures = made().filter(|one| one.result == Fit::Differs).count();
    let mut out = junit::one_suite("tcpgen test --live", made().count(), failures);
    for one in made() {
        out.push_str("    <testcase");
        xml::attribute(&mut out, "name", &one.what);
        xml::attribute(&mut out, "classname", &one.predicted.entry_point);
        if one.result != Fit::Differs {
            out.push_str("/>\n");
            continue;
        }
        out.push_str(">\n      <failure");
        xml::attribute(&mut out, "message", one.seen.as_deref().unwrap_or_default());
        xml::attribute(&mut out, "type", one.result.name());
        out.push('>');
        xml::text(&mut out, &one.predicted.verdict);
        out.push_str("</failure>\n    </testcase>\n");
    }
    out.push_str(junit::END);
    out
}
