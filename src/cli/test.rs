use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::compiled::Compiled;
use super::{Failure, Outcome, console};
use crate::desired::{Named, Scenario};
use crate::diagnostic::closest;
use crate::report;
use crate::scenario::{self, Coverage, Report, ScenarioResult};

const EXAMPLES: &str = "\
Examples:
  tcpgen test                                 every scenario of tcpgen.toml
  tcpgen test routes/ --scenario no-gap       one scenario of a directory's state
  tcpgen test --format junit > junit.xml      for CI
  tcpgen test --coverage --fail-under 90      and exit 1 if less than 90 % is covered

Exit codes: 0 all pass (or there are none), 1 a scenario failed or the state has errors, 2 usage or I/O.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Run the scenarios of this name alone; may stand several times
    #[arg(long, value_name = "NAME")]
    scenario: Vec<String>,
    /// How to show what became of them
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Show which routes, rules and middlewares they reach
    #[arg(long)]
    coverage: bool,
    /// Exit 1 if they reach fewer than N of a hundred rules and middlewares
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,
}

/// How results are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// All there is to know, with every decision
    Json,
    /// JUnit XML, as CI systems read it
    Junit,
}

pub(super) fn run(arguments: &TestArguments) -> Result<Outcome, Failure> {
    let compiled = Compiled::read(&arguments.inputs, false)?;
    let Compiled { sources, compilation } = &compiled;
    let chosen = chosen(&compilation.desired.scenarios, &arguments.scenario);
    if compilation.has_errors() {
        compiled.report();
        return Ok(Outcome::No);
    }
    let chosen = chosen?;
    if chosen.is_empty() {
        console::err("there are no scenarios\n");
    }
    let results: Vec<_> = chosen.into_iter().map(|scenario| scenario::run(sources, compilation, scenario)).collect();
    let measured = arguments.coverage || arguments.fail_under.is_some();
    let coverage = measured.then(|| Coverage::new(&compilation.resources, &results));
    let report = Report::new(compilation.table.version(), results, coverage);
    show(&compiled, &report, arguments)?;
    let covered = enough(&report, arguments.fail_under);
    Ok(if report.passed && covered { Outcome::Fine } else { Outcome::No })
}

/// The scenarios of these names, or all.
fn chosen<'a>(all: &'a [Named<Scenario>], names: &[String]) -> Result<Vec<&'a Named<Scenario>>, Failure> {
    let unknown = |name: &&String| !all.iter().any(|scenario| scenario.key.as_str() == name.as_str());
    let failures = names.iter().filter(unknown).map(|name| no_scenario(all, name));
    if let Some(failure) = failures.reduce(Failure::and) {
        return Err(failure);
    }
    let wanted =
        |scenario: &&Named<Scenario>| names.is_empty() || names.iter().any(|name| scenario.key.as_str() == name);
    Ok(all.iter().filter(wanted).collect())
}

fn no_scenario(all: &[Named<Scenario>], name: &str) -> Failure {
    let failure = Failure::new(format!("there is no scenario `{name}`"));
    let known: Vec<&str> = all.iter().map(|scenario| scenario.key.as_str()).collect();
    match closest(name, known.iter().copied()) {
        Some(near) => failure.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => failure.help("the state has no scenarios"),
        None => failure.help(format!("there are: {}", known.join(", "))),
    }
}

fn show(compiled: &Compiled, report: &Report, arguments: &TestArguments) -> Result<(), Failure> {
    match arguments.format {
        Format::Human => {
            compiled.note();
            console::out(&human(compiled, report, arguments.coverage))
        }
        Format::Json => {
            let text = serde_json::to_string_pretty(report)
                .map_err(|error| Failure::new(format!("the results cannot be written: {error}")))?;
            console::out(&(text + "\n"))
        }
        Format::Junit => {
            if let Some(coverage) = report.coverage.as_ref().filter(|_| arguments.coverage) {
                console::err(&scenario::coverage_table(coverage));
            }
            console::out(&scenario::junit(report))
        }
    }
}

fn human(compiled: &Compiled, report: &Report, coverage: bool) -> String {
    let mut out = scenario::outline(report);
    if !report.passed {
        let failures: Vec<_> = report.scenarios.iter().flat_map(ScenarioResult::failures).collect();
        out.push('\n');
        out.push_str(&report::human(&failures, &compiled.sources, console::out_style()));
    }
    if let Some(coverage) = report.coverage.as_ref().filter(|_| coverage) {
        out.push_str(&scenario::coverage_table(coverage));
    }
    out.push_str(&scenario::totals(report));
    out
}

/// Whether enough is covered; when not, standard error says so.
fn enough(report: &Report, at_least: Option<u8>) -> bool {
    let (Some(coverage), Some(at_least)) = (&report.coverage, at_least) else { return true };
    let enough = coverage.percent >= usize::from(at_least);
    if !enough {
        let message =
            format!("the scenarios cover {} % of the rules and middlewares, less than {at_least} %", coverage.percent);
        console::error(&message, Some("`tcpgen test --coverage` shows what no scenario reaches"));
    }
    enough
}
