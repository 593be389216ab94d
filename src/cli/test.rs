use std::net::IpAddr;

use clap::{Args, ValueEnum};

use super::arguments::Inputs;
use super::live::{self, Target};
use super::{Failure, Outcome, completions, console, subject, watch};
use crate::Options;
use crate::escape::{Shown, shown};
use crate::members::Wanted;
use crate::question::{Question as _, Subject, Test};
use crate::report;
use crate::scenario::{self, Report, ScenarioResult};

const EXAMPLES: &str = "\
Examples:
  tcpgen test                                 every scenario of tcpgen.toml
  tcpgen test routes/ --scenario no-gap       one scenario of a directory's state
  tcpgen test --format junit > junit.xml      for CI
  tcpgen test --coverage --fail-under 90      exit 1 if less than 90 % is covered
  tcpgen test --live traefik.example.com      their connections, made from here to the running Traefik
  tcpgen test --live 127.0.0.1:postgresql=15432,redis=16379 --live-as 192.168.1.7

With `--live` each connection is opened, sends its handshake (TLS, PostgreSQL's SSLRequest) or nothing, and is closed.
Exit codes: 0 all pass (or there are none), 1 a scenario failed or the state has errors, 2 usage or I/O.";

#[derive(Args, Clone, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct TestArguments {
    #[command(flatten)]
    inputs: Inputs,
    /// Run only the scenario with this name; can be given several times
    #[arg(long, value_name = "NAME", add = completions::scenarios())]
    scenario: Vec<String>,
    /// Format of the results
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// Report which rules and middlewares the scenarios cover
    #[arg(long)]
    coverage: bool,
    /// Exit 1 if the scenarios cover less than N percent of the rules and middlewares
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(0..=100))]
    fail_under: Option<u8>,
    /// Make the connections of the scenarios from here, to a Traefik that serves the state as declared, and compare: its address,
    /// with the ports of entry points if they are others than the state's, `HOST:ENTRY_POINT=PORT,..`
    #[arg(long, value_name = "HOST", value_parser = Target::parse, conflicts_with_all = ["coverage", "fail_under", "watch"])]
    live: Option<Target>,
    /// With `--live`: the address that Traefik sees this machine as
    #[arg(long, value_name = "IP", requires = "live")]
    live_as: Option<IpAddr>,
    /// Run them again whenever an input changes, until Ctrl-C
    #[arg(long)]
    watch: bool,
}

/// How results are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Human,
    /// All details, with every decision
    Json,
    /// JUnit XML, for CI systems
    Junit,
}

pub(super) fn run(arguments: &TestArguments) -> Result<Outcome, Failure> {
    if arguments.watch {
        return watch::run(&arguments.inputs.inputs, Wanted::Either, || Ok(()), |()| run_once(arguments));
    }
    run_once(arguments)
}

fn run_once(arguments: &TestArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_either(&arguments.inputs, Options::default(), None)?;
    if subject.compilation.has_errors() {
        subject::report(&subject.reported());
        return Ok(Outcome::No);
    }
    if let Some(target) = &arguments.live {
        subject::note(&subject);
        return live::run(&subject, &arguments.scenario, target, arguments.live_as, arguments.format);
    }
    let coverage = arguments.coverage || arguments.fail_under.is_some();
    let report = Test { scenarios: arguments.scenario.clone(), coverage }.ask(&subject)?;
    if report.scenarios.is_empty() {
        console::err(&shown!("there are no scenarios\n"));
    }
    show(&subject, &report, arguments)?;
    let covered = enough(&report, arguments.fail_under);
    Ok(if report.passed && covered { Outcome::Fine } else { Outcome::No })
}

fn show(subject: &Subject, report: &Report, arguments: &TestArguments) -> Result<(), Failure> {
    match arguments.format {
        Format::Human => {
            subject::note(subject);
            console::out(&human(subject, report, arguments.coverage))
        }
        Format::Json => console::out_json(report),
        Format::Junit => {
            if let Some(coverage) = report.coverage.as_ref().filter(|_| arguments.coverage) {
                console::err(&Shown::lines(&scenario::coverage_table(coverage)));
            }
            console::out_parts(scenario::junit(report))
        }
    }
}

fn human(subject: &Subject, report: &Report, coverage: bool) -> Shown {
    let mut out = Shown::lines(&scenario::outline(report));
    if !report.passed {
        let failures: Vec<_> = report.scenarios.iter().flat_map(ScenarioResult::failures).collect();
        out.own("\n");
        out.push(&report::human(&failures, &subject.sources, console::out_style()));
    }
    if let Some(coverage) = report.coverage.as_ref().filter(|_| coverage) {
        out.push(&Shown::lines(&scenario::coverage_table(coverage)));
    }
    out.push(&Shown::lines(&scenario::totals(report)));
    out
}

/// Whether enough is covered; if not, reports that on standard error.
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
