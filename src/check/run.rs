use std::sync::LazyLock;

use foldhash::{HashSet, HashSetExt as _};

use super::check::{
    OfAllowList, OfMiddleware, OfObject, OfRoute, OfRule, OfServersTransport, OfService, OfState, OfTlsOptions,
};
use super::codes::CHECKS;
use super::table::analyses;
use super::tls::choices;
use super::{Context, Run};
use crate::diagnostic::Diagnostic;
use crate::resource::{Object, Spec};

/// All checks, by what they are called for: things are walked over once, for ten thousand routes do not fit a cache.
#[derive(Default)]
struct Runs {
    state: Vec<OfState>,
    entry_points: Vec<OfState>,
    objects: Vec<OfObject>,
    contents: Vec<OfObject>,
    routes: Vec<OfRoute>,
    rules: Vec<OfRule>,
    services: Vec<OfService>,
    middlewares: Vec<OfMiddleware>,
    allow_lists: Vec<OfAllowList>,
    servers_transports: Vec<OfServersTransport>,
    tls_options: Vec<OfTlsOptions>,
}

static RUNS: LazyLock<Runs> = LazyLock::new(|| {
    let mut all = Runs::default();
    let of_checks = CHECKS.iter().copied().flatten().flat_map(|check| check.runs);
    for run in of_checks.chain(choices::RUNS).copied() {
        all.add(run);
    }
    all
});

impl Runs {
    fn add(&mut self, run: Run) {
        match run {
            Run::State(check) => self.state.push(check),
            Run::EntryPoints(check) => self.entry_points.push(check),
            Run::Object(check) => self.objects.push(check),
            Run::Content(check) => self.contents.push(check),
            Run::Route(check) => self.routes.push(check),
            Run::Rule(check) => self.rules.push(check),
            Run::Service(check) => self.services.push(check),
            Run::Middleware(check) => self.middlewares.push(check),
            Run::AllowList(check) => self.allow_lists.push(check),
            Run::ServersTransport(check) => self.servers_transports.push(check),
            Run::TlsOptions(check) => self.tls_options.push(check),
        }
    }
}

/// Runs every check.
pub fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let all = &*RUNS;
    for check in &all.state {
        check(context, diagnostics);
    }
    for check in &all.entry_points {
        let mut found = Vec::new();
        check(context, &mut found);
        let mut places = HashSet::new();
        diagnostics.extend(found.into_iter().filter(|found: &Diagnostic| places.insert(found.span)));
    }
    for object in context.resources.objects() {
        for check in &all.objects {
            check(context, object, diagnostics);
        }
        if !object.external {
            content(all, context, object, diagnostics);
        }
    }
    for list in &context.allow_lists {
        for check in &all.allow_lists {
            check(context, list, diagnostics);
        }
    }
    routes(all, context, diagnostics);
    // Reports nothing that was reported before.
    analyses::check(context, diagnostics);
}

fn routes(all: &Runs, context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for route in context.routes() {
        for check in &all.routes {
            check(context, &route, diagnostics);
        }
    }
    for rule in &context.rules {
        for check in &all.rules {
            check(context, rule, diagnostics);
        }
        for service in &rule.rule.services {
            for check in &all.services {
                check(context, rule, service, diagnostics);
            }
        }
    }
}

fn content(all: &Runs, context: &Context<'_>, object: &Object, diagnostics: &mut Vec<Diagnostic>) {
    for check in &all.contents {
        check(context, object, diagnostics);
    }
    match &object.spec {
        Spec::MiddlewareTcp(spec) => {
            for check in &all.middlewares {
                check(context, object, spec, diagnostics);
            }
        }
        Spec::ServersTransportTcp(spec) => {
            for check in &all.servers_transports {
                check(context, object, spec, diagnostics);
            }
        }
        Spec::TlsOption(spec) => {
            for check in &all.tls_options {
                check(context, object, spec, diagnostics);
            }
        }
        Spec::TlsStore(_) | Spec::IngressRouteTcp(_) => {}
    }
}
