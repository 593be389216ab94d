use super::connect::Connect;
use super::decoder::Decoder;
use super::expectation::Expectation;
use super::problem;
use super::step::{Action, Step};
use super::table::table;
use crate::source::{Spanned, Text};

/// A cluster with none of the state's objects.
pub const START_EMPTY: &str = "empty";

/// What a scenario's cluster starts with.
pub const STARTS: [&str; 2] = ["declared", START_EMPTY];

table! {
    /// A rehearsal: steps that run against a cluster in memory.
    pub struct Scenario {
        /// What the scenario shows, for its readers.
        /// Example: `"The office keeps its access"`
        description: Text,
        /// What the cluster starts with: every declared object (`declared`) or none (`empty`).
        /// Default: `"declared"`
        /// Example: `"empty"`
        start: Text => STARTS,
        /// Connections that are tried after every step.
        /// Example: `[{ connect = { entry_point = "postgresql", client_ip = "192.168.1.7" }, expect = "forwarded" }]`
        always: Spanned<Vec<Always>>,
        /// The steps, in order.
        /// Example: `[{ apply = "routes.postgres-route", expect = "created" }]`
        steps: Spanned<Vec<Step>>,
    }
    required ["steps"];
    then judge_start;
}

table! {
    /// A connection that is tried again after every step.
    pub struct Always {
        /// The connection to try.
        /// Example: `{ entry_point = "postgresql", client_ip = "192.168.1.7" }`
        connect: Connect,
        /// The expected result.
        /// Example: `"forwarded"`
        expect: Expectation,
        /// The first and the last step after which it is tried, counted from 1.
        /// Default: all steps.
        /// Example: `[1, 2]`
        steps: Spanned<Vec<Spanned<i64>>>,
    }
    required ["connect", "expect"];
}

fn judge_start(scenario: &Scenario, decoder: &mut Decoder<'_>) {
    if let Some(start) = scenario.start.as_ref().filter(|start| !STARTS.contains(&start.as_str())) {
        decoder.report(problem::invalid_value::diagnostic(start.span, start, "start", &STARTS));
    }
}

impl Scenario {
    /// Whether the cluster starts with none of the state's objects.
    pub fn starts_empty(&self) -> bool {
        self.start.as_ref().is_some_and(|start| start.as_str() == START_EMPTY)
    }
}

impl Scenario {
    /// Every connection that it tries.
    pub fn connects(&self) -> impl Iterator<Item = &Connect> {
        let always = self.always.iter().flat_map(|always| &always.value).filter_map(|always| always.connect.as_ref());
        let steps = self.steps.iter().flat_map(|steps| &steps.value).filter_map(|step| match &step.action {
            Action::Connect(connect) => Some(connect.as_ref()),
            _ => None,
        });
        always.chain(steps)
    }
}
