use std::ops::Range;

use super::go_quote::quoted;
use super::problem::Problem;
use super::problem_kind::ProblemKind;

/// How many problems of one rule are told; each repeats the rule's text.
pub(super) const MAX_PROBLEMS: usize = 32;

/// Collects the problems of one rule, and puts Traefik's words around Traefik's words.
#[derive(Debug)]
pub(super) struct Problems<'a> {
    text: &'a str,
    found: Vec<Problem>,
    failed: bool,
}

impl<'a> Problems<'a> {
    pub fn new(text: &'a str) -> Self {
        Self { text, found: Vec::new(), failed: false }
    }

    /// A problem of [`Stage::Parse`](super::Stage::Parse); `error` is what the parser says
    /// (`pkg/server/router/tcp/manager.go`, behind `ParseHostSNI`).
    pub fn parse(&mut self, kind: ProblemKind, range: Range<usize>, error: &str) {
        self.push(kind, range, |text| format!("invalid rule: {} , {error}", quoted(text)));
    }

    /// A problem of [`Stage::Add`](super::Stage::Add); `error` is what the matcher says (`pkg/muxer/tcp/mux.go`,
    /// `AddRoute`).
    pub fn add(&mut self, kind: ProblemKind, range: Range<usize>, error: &str) {
        self.push(kind, range, |text| format!("error while adding rule {text}: {error}"));
    }

    /// A problem with the whole of Traefik's text.
    pub fn whole(&mut self, kind: ProblemKind, range: Range<usize>, traefik: &str) {
        self.push(kind, range, |_| traefik.to_owned());
    }

    /// Whether anything was found.
    pub fn any(&self) -> bool {
        self.failed
    }

    pub fn into_found(self) -> Vec<Problem> {
        self.found
    }

    fn push(&mut self, kind: ProblemKind, range: Range<usize>, traefik: impl FnOnce(&str) -> String) {
        self.failed = true;
        if self.found.len() < MAX_PROBLEMS {
            self.found.push(Problem { kind, range, traefik: traefik(self.text) });
        }
    }
}
