//! What can be asked of a state, one file for each question: a typed request and a typed answer.
//!
//! Faces only read what a request needs and show what the answer has, so a question has one JSON, whoever asks it: the
//! command line with `--format json`, an agent's tool, the page. Nothing about Traefik is found out here: the answer
//! collects what the rooms above know.
//!
//! ```
//! use tcpgen::question::{Question as _, Route, Subject};
//! use tcpgen::source::Sources;
//! use tcpgen::Options;
//!
//! let state = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"postgres:5432\"\n";
//! let subject = Subject::new(Sources::single("tcpgen.toml", state), Options::default());
//! let route = Route { entry_point: "pg".into(), client_ip: "192.168.1.7".into(), ..Route::default() };
//! let decision = route.ask(&subject)?.decision?;
//! assert_eq!(decision.message, "`default/pg` takes it and forwards it to `default/postgres:5432`");
//! # Ok::<(), tcpgen::question::Refusal>(())
//! ```

mod build;
mod check;
mod compare;
mod compile;
mod diff;
mod explain;
mod facts;
mod get;
mod import;
mod list;
mod live;
mod outline;
mod reach;
mod reach_table;
mod rehearse;
mod route;
mod subject;
mod test;
mod upgrade;
mod verify;

use serde::Serialize;

pub use build::{Build, Built};
pub use check::{Check, Checked};
pub use compare::{BothReported, Compare, CompareTable, Comparing};
pub use compile::{Compile, Compiled, CompiledObject};
pub use diff::{Compared, Diff};
pub use explain::{Explain, Explanation};
pub use facts::{Facts, FactsOf, FoundFacts};
pub use get::{Get, Got, ServedRule};
pub use import::{Import, ImportedState};
pub use list::{List, ListedGuard, ListedMiddleware, ListedRoute, ListedRule, Listing, Target};
pub use live::{Live, Trial};
pub use outline::{Outline, Outlined, OutlinedEntryPoint, OutlinedMiddleware, OutlinedRouter, OutlinedService};
pub use reach::{Reach, Reaching};
pub use reach_table::{ReachRows, ReachTable};
pub use rehearse::{Rehearse, Rehearsed, Snapshot};
pub use route::{Route, Routed};
pub use subject::Subject;
pub use test::Test;
pub use upgrade::{Upgrade, Upgraded};
pub use verify::{Verify, Verifying};

pub use crate::output::{BuildError, BuildFormat, BuildTarget};
pub use crate::report::Reported;
pub use crate::routing::{Decision, Outcome, Reason};
pub use crate::store::Refusal;

/// A question: the type that implements this is its request.
pub trait Question {
    /// What it is about, mostly a [`Subject`].
    type About: ?Sized;

    /// The answer. Its JSON is that of every face.
    type Answer<'a>: Serialize
    where
        Self: 'a;

    /// Answers the question.
    ///
    /// # Errors
    /// When the request asks for something that does not exist, or the answer cannot be written. Where a state with errors
    /// still has an answer, that is no refusal: it covers what could be read.
    fn ask<'a>(&self, about: &'a Self::About) -> Result<Self::Answer<'a>, Refusal>;
}

/// Refused because the serializer does not take a value. It takes every object that compiled without errors.
fn not_written(error: impl std::fmt::Display) -> Refusal {
    Refusal::new("not-written", format!("the answer cannot be written: {error}"))
}
