//! The one pipeline: every face calls [`compile`].

use crate::check::{self, Context};
use crate::desired::{self, DesiredState};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lower::lower;
use crate::resource::Resources;
use crate::source::{Sources, Span};

/// How to compile.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Warnings that no `allow` speaks for become errors.
    pub strict: bool,
}

/// All that is known of a state.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// What is wrong with it, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The state as written.
    pub desired: DesiredState,
    /// Its objects. With [`has_errors`](Self::has_errors) they are what could be made out, and must not be emitted.
    pub resources: Resources,
    /// The places of what could not be read. Where there are any, checks that need the whole state did not run.
    pub unread: Vec<Span>,
}

impl Compilation {
    /// Whether nothing may be emitted.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Compiles all sources as one state. Never fails: what is wrong is among the diagnostics.
pub fn compile(sources: &Sources, options: Options) -> Compilation {
    let mut diagnostics = Vec::new();
    let desired = desired::read(sources, &mut diagnostics);
    let unread: Vec<Span> = diagnostics.iter().map(|found| found.span).collect();
    let resources = lower(&desired, &mut diagnostics);
    let context = Context::new(sources, &desired, &resources, &unread);
    check::check(&context, &mut diagnostics);
    drop(context);
    check::suppress(&desired, unread.is_empty(), &mut diagnostics);
    if options.strict {
        for diagnostic in &mut diagnostics {
            diagnostic.severity = Severity::Error;
        }
    }
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity, diagnostic.code.name));
    Compilation { diagnostics, desired, resources, unread }
}
