use std::fmt::Write as _;

use super::{Coverage, Report, ScenarioResult};
use crate::escape;

/// One line a scenario, under the name of its file: whether it passed, its name, its steps, and which of them failed.
pub fn outline(report: &Report) -> String {
    let mut out = String::new();
    let width = report.scenarios.iter().map(|scenario| scenario.name.chars().count()).max().unwrap_or(0);
    for of_file in report.scenarios.chunk_by(|one, other| one.place.file == other.place.file) {
        let file = of_file.first().and_then(|scenario| scenario.place.file.as_deref()).unwrap_or("");
        let _ = writeln!(out, "{}", escape::line(file));
        for scenario in of_file {
            line(&mut out, scenario, width);
        }
    }
    out
}

fn line(out: &mut String, scenario: &ScenarioResult, width: usize) {
    let verdict = if scenario.passed { "ok    " } else { "FAILED" };
    let _ =
        write!(out, "  {verdict}  {:width$}  {}", escape::line(&scenario.name), counted(scenario.steps.len(), "step"));
    let failed: Vec<String> =
        scenario.steps.iter().filter(|step| !step.passed).map(|step| step.index.to_string()).collect();
    if !failed.is_empty() {
        let _ = write!(out, ", failed: {}", failed.join(", "));
    }
    out.push('\n');
}

/// The last line: how many scenarios and steps there were, and how many scenarios failed.
pub fn totals(report: &Report) -> String {
    let failed = report.scenarios.iter().filter(|scenario| !scenario.passed).count();
    let steps: usize = report.scenarios.iter().map(|scenario| scenario.steps.len()).sum();
    let scenarios = counted(report.scenarios.len(), "scenario");
    let passed = report.scenarios.len() - failed;
    format!("{scenarios}, {}: {passed} passed, {failed} failed\n", counted(steps, "step"))
}

/// What the scenarios cover, route by route, and the sum.
pub fn coverage_table(coverage: &Coverage) -> String {
    let mut out = String::from("coverage\n");
    let mark = |covered: bool| if covered { "x" } else { " " };
    for route in &coverage.routes {
        let _ = writeln!(out, "  [{}] route {}", mark(route.covered), escape::line(&route.route));
        // The rule of a route that has one says no more than the route.
        for rule in route.rules.iter().filter(|_| route.rules.len() > 1) {
            let _ = writeln!(out, "  [{}]   rule {}", mark(rule.covered), escape::line(&rule.rule));
        }
    }
    for middleware in &coverage.middlewares {
        let _ = writeln!(out, "  [{}] middleware {}", mark(middleware.covered), escape::line(&middleware.middleware));
    }
    let Coverage { covered, total, percent, .. } = coverage;
    let _ = writeln!(out, "{covered} of {total} rules and middlewares: {percent} %");
    out
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
