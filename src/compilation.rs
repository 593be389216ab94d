//! The one pipeline: every face calls [`compile`].

use crate::check::{self, Context};
use crate::desired::DesiredState;
use crate::diagnostic::{Diagnostic, Levels, Severity};
use crate::environment::environment;
use crate::resource::Resources;
use crate::routing::RoutingTable;
use crate::source::{Sources, Span};
use crate::state::State;

/// How to compile.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Warnings that no `allow` covers become errors.
    pub strict: bool,
    /// Levels of codes, over those that `[lints]` sets.
    pub levels: Levels,
}

impl Options {
    /// Warnings that no `allow` covers become errors.
    pub fn strict() -> Self {
        Self { strict: true, ..Self::default() }
    }
}

/// All that is known of a state.
#[derive(Clone, Debug, Default)]
pub struct Compilation {
    /// What is wrong with it, in the order of the files.
    pub diagnostics: Vec<Diagnostic>,
    /// The state files as written.
    #[doc(hidden)]
    pub desired: DesiredState,
    /// The objects of state files and manifests. With [`has_errors`](Self::has_errors) they are what could be made out, and
    /// must not be emitted.
    #[doc(hidden)]
    pub resources: Resources,
    /// What Traefik makes of the objects.
    #[doc(hidden)]
    pub table: RoutingTable,
    /// The places of what could not be read. Where there are any, checks that need the whole state did not run.
    pub unread: Vec<Span>,
    whole: bool,
}

impl Compilation {
    /// Whether everything that was written could be read.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    /// Whether nothing may be emitted.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Compiles all sources, state files and manifests, as one state. Never fails: what is wrong is among the diagnostics.
pub fn compile(sources: &Sources, options: &Options) -> Compilation {
    compile_state(sources, State::read(sources), options)
}

/// Compiles a state that was read before, or made of one that was.
pub(crate) fn compile_state(sources: &Sources, state: State, options: &Options) -> Compilation {
    compile_like(&RoutingTable::default(), sources, state, options)
}

/// The same. Rules that a table has are not read again.
pub(crate) fn compile_like(
    known: &RoutingTable,
    sources: &Sources,
    mut state: State,
    options: &Options,
) -> Compilation {
    #[cfg(test)]
    count::add(state.resources.objects().len());
    let mut diagnostics = std::mem::take(&mut state.problems);
    let objects: Vec<_> = state.resources.objects().iter().collect();
    let table = RoutingTable::like(known, &objects, &environment(&state.desired));
    drop(objects);
    let context = Context::new(sources, &state, &table);
    let whole = context.complete;
    check::check(&context, &mut diagnostics);
    drop(context);
    check::suppress(&state.desired, whole, &mut diagnostics);
    check::set_levels(&state.desired, &options.levels, options.strict, &mut diagnostics);
    diagnostics.sort_by_key(|diagnostic| (diagnostic.span, diagnostic.severity, diagnostic.code.name));
    let State { desired, resources, unread, .. } = state;
    Compilation { diagnostics, desired, resources, table, unread, whole }
}

/// How often a thread compiles, for tests of what calls it.
#[cfg(test)]
pub(crate) mod count {
    use std::cell::RefCell;

    thread_local! {
        static OBJECTS: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
    }

    pub(super) fn add(objects: usize) {
        OBJECTS.with_borrow_mut(|all| all.push(objects));
    }

    /// The number of compilations of at least so many objects since the last call.
    pub fn take(at_least: usize) -> usize {
        OBJECTS.take().into_iter().filter(|objects| *objects >= at_least).count()
    }
}
