use super::{Report, ScenarioResult, StepResult};
use crate::escape::junit::{self, Cases};
use crate::escape::{self, xml};

/// JUnit XML as CI systems read it: one suite a file, one case a scenario, one failure element a failed case, which
/// tells all that failed. No times: the output is the same in every run.
///
/// It comes in parts, a case at a time.
pub fn junit(report: &Report) -> impl Iterator<Item = String> {
    let mut begin = junit::BEGIN.to_owned();
    open(&mut begin, "testsuites", "tcpgen", &report.scenarios);
    let files = report.scenarios.chunk_by(|one, other| one.place.file == other.place.file);
    let suites = files.flat_map(|of_file| {
        let mut begin = String::from("  ");
        open(&mut begin, "testsuite", of_file.first().map_or("", file), of_file);
        let cases = of_file.iter().map(case);
        std::iter::once(begin).chain(cases).chain(std::iter::once("  </testsuite>\n".to_owned()))
    });
    std::iter::once(begin).chain(suites).chain(std::iter::once("</testsuites>\n".to_owned()))
}

fn open(out: &mut String, tag: &str, name: &str, scenarios: &[ScenarioResult]) {
    let failed = scenarios.iter().filter(|scenario| !scenario.passed).count();
    junit::open(out, tag, name, Cases { tests: scenarios.len(), failures: failed, skipped: 0 });
}

fn case(scenario: &ScenarioResult) -> String {
    let mut text = String::from("    <testcase");
    let out = &mut text;
    xml::attribute(out, "name", &scenario.name);
    xml::attribute(out, "classname", file(scenario));
    xml::attribute(out, "file", file(scenario));
    if let Some(start) = scenario.place.start {
        xml::attribute(out, "line", &start.line.to_string());
    }
    out.push_str(">\n");
    let failures = scenario.failures();
    if let Some(first) = failures.first() {
        out.push_str("      <failure");
        xml::attribute(out, "message", &first.message);
        xml::attribute(out, "type", first.code.name);
        out.push('>');
        for failure in &failures {
            xml::text(out, &escape::line(&failure.message));
            out.push('\n');
            for related in failure.related.iter().filter(|related| related.span.is_nowhere()) {
                xml::text(out, &format!("  {}\n", escape::line(&related.message)));
            }
        }
        out.push_str("</failure>\n");
    }
    out.push_str("      <system-out>");
    for step in &scenario.steps {
        xml::text(out, &line(step));
    }
    out.push_str("</system-out>\n    </testcase>\n");
    text
}

fn line(step: &StepResult) -> String {
    let verdict = if step.passed { "ok" } else { "FAILED" };
    format!("{}. {}: {} {verdict}\n", step.index, escape::line(&step.what), escape::line(&step.got))
}

fn file(scenario: &ScenarioResult) -> &str {
    scenario.place.file.as_deref().unwrap_or("")
}
