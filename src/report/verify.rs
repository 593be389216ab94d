//! A running Traefik compared with a state, as JUnit XML.

use crate::escape::junit::{self, Cases};
use crate::escape::xml;
use crate::running::{Difference, Topic, Verified};

/// One failing case for each difference, and one that passes for each kind of thing that is as predicted.
pub fn junit(verified: &Verified) -> String {
    let alike = [
        (Topic::EntryPoint, verified.entry_points),
        (Topic::Middleware, verified.middlewares),
        (Topic::Router, verified.routers),
    ];
    let alike: Vec<_> = alike.into_iter().filter(|(_, count)| *count > 0).collect();
    let failures = verified.differences.len();
    let mut out = junit::one_suite("tcpgen verify", Cases { tests: failures + alike.len(), failures, skipped: 0 });
    for (topic, count) in alike {
        case(&mut out, topic, &format!("{count} as predicted"), None);
    }
    for difference in &verified.differences {
        let rule = difference.rule.as_ref().map_or_else(String::new, |rule| format!(" ({rule})"));
        let name = format!("{}{rule}: {}", difference.name, difference.field);
        case(&mut out, difference.topic, &name, Some(difference));
    }
    out.push_str(junit::END);
    out
}

fn case(out: &mut String, topic: Topic, name: &str, failure: Option<&Difference>) {
    out.push_str("    <testcase");
    xml::attribute(out, "name", name);
    xml::attribute(out, "classname", topic.name());
    let Some(difference) = failure else {
        out.push_str("/>\n");
        return;
    };
    out.push_str(">\n      <failure");
    xml::attribute(out, "message", &difference.message);
    xml::attribute(out, "type", difference.cause.name());
    out.push('>');
    xml::text(out, difference.cause.words());
    out.push_str("</failure>\n    </testcase>\n");
}
