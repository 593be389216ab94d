//! Routers get their entry points, priority, guards and servers, or a fault (`pkg/server/router/tcp/manager.go`,
//! `addTCPHandlers`, whose order of looking at things is kept: it decides which fault is reported).

use std::sync::Arc;

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::attach::EntryPoints;
use super::guard::Guard;
use super::load_balancer::LoadBalancers;
use super::provided::{Draft, Provided};
use super::reference::Reference;
use super::referent::{References, Referent, Resolved};
use super::router::Router;
use super::tls_options::AllTlsOptions;
use super::{Fault, MAX_USER_PRIORITY, Status};
use crate::rule::{Reading, Stage, TlsMode};
use crate::traefik::Changes;

/// Builds routers, each middleware once.
#[derive(Debug)]
pub(super) struct Manager<'a> {
    pub provided: Provided<'a>,
    pub tls_options: AllTlsOptions,
    pub guards: Vec<Guard>,
    changes: Changes,
    built: HashMap<SmolStr, Result<u32, Fault>>,
}

impl<'a> Manager<'a> {
    pub fn new(provided: Provided<'a>, tls_options: AllTlsOptions, changes: Changes) -> Self {
        let middlewares = provided.middlewares.len();
        Self {
            provided,
            tls_options,
            changes,
            guards: Vec::with_capacity(middlewares),
            built: HashMap::with_capacity(middlewares),
        }
    }

    /// Finishes a router.
    pub fn finish(&mut self, draft: Draft, entry_points: &EntryPoints) -> Router {
        let references = self.references(&draft);
        let Draft { mut router, service, middlewares, tls_options, .. } = draft;
        router.references = references;
        if router.is_unread() || router.is_refused() {
            // Its entry points are known even so.
            entry_points.attach(&mut router);
        }
        if router.is_refused() {
            // And what it was to guard.
            self.intended(&mut router, middlewares);
            return router;
        }
        if router.status == Status::Absent || !entry_points.attach(&mut router) {
            return router;
        }
        if router.priority == 0 {
            router.priority = router.reading.default_priority();
        }
        let middlewares: Vec<Reference> = middlewares.into_iter().flatten().collect();
        let reading = Arc::clone(&router.reading);
        let early = early_fault(&reading, &router);
        let mut late = late_faults(&reading, router.tls_mode);
        if let Some(fault) = early {
            router.fail(fault);
            self.intended_guards(&mut router, &middlewares);
            return router;
        }
        // The last is reported when the router would be added to its list.
        let refusal = late.pop();
        for fault in late {
            router.fail(fault);
        }
        if router.tls_mode == TlsMode::Terminate {
            match self.tls_options.find(tls_options.and_then(Resolved::ok).as_ref()) {
                Ok(options) => router.tls_options = Some(options),
                Err(fault) => {
                    router.fail(fault);
                    router.add(refusal);
                    return router;
                }
            }
        }
        match self.handler(&mut router, service, &middlewares) {
            Ok(()) => router.add(refusal),
            Err(fault) => {
                router.fail(fault);
                self.intended_guards(&mut router, &middlewares);
            }
        }
        router
    }

    /// Looks up everything that the router refers to.
    fn references(&self, draft: &Draft) -> References {
        let Provided { middlewares, servers_transports, .. } = &self.provided;
        let middleware = |name: &str| middlewares.get(name).map(|known| known.place);
        let transport = |name: &str| servers_transports.get(name).map(|known| known.place);
        let to_transport = |named: &Option<Resolved>| named.as_ref().map(|named| Referent::new(named, transport));
        References {
            middlewares: draft.middlewares.iter().map(|named| Referent::new(named, middleware)).collect(),
            servers_transports: draft.servers_transports.iter().map(to_transport).collect(),
            tls_options: draft
                .tls_options
                .as_ref()
                .map(|named| Referent::new(named, |name| self.tls_options.object(name))),
        }
    }

    /// The service first, then the middlewares from the last to the first (`pkg/tcp/chain.go`).
    fn handler(&mut self, router: &mut Router, service: Option<usize>, middlewares: &[Reference]) -> Result<(), Fault> {
        let service = service.and_then(|place| self.provided.services.get(place)?.as_ref());
        let balancers = LoadBalancers { provided: &self.provided, changes: self.changes };
        (router.backends, router.turns) = balancers.build(router, service)?;
        let mut guards = Vec::with_capacity(middlewares.len());
        for reference in middlewares.iter().rev() {
            guards.push(self.guard(reference)?);
        }
        guards.reverse();
        router.guards = guards;
        Ok(())
    }

    /// What would guard a disabled router: Traefik builds none of it.
    fn intended_guards(&mut self, router: &mut Router, middlewares: &[Reference]) {
        router.guards = middlewares.iter().filter_map(|reference| self.guard(reference).ok()).collect();
    }

    /// What a router would be that Traefik drops for a reference.
    fn intended(&mut self, router: &mut Router, middlewares: Vec<Resolved>) {
        if router.priority == 0 {
            router.priority = router.reading.default_priority();
        }
        let followed: Vec<Reference> = middlewares.into_iter().flatten().collect();
        self.intended_guards(router, &followed);
    }

    fn guard(&mut self, reference: &Reference) -> Result<u32, Fault> {
        if let Some(built) = self.built.get(&reference.qualified) {
            return built.clone();
        }
        let built = Guard::build(reference, &self.provided).map(|guard| {
            self.guards.push(guard);
            u32::try_from(self.guards.len() - 1).unwrap_or(u32::MAX)
        });
        self.built.insert(reference.qualified.clone(), built.clone());
        built
    }
}

/// What is reported before Traefik looks at services, middlewares and TLS options.
fn early_fault(reading: &Reading, router: &Router) -> Option<Fault> {
    if let Some(problem) = reading.problems().iter().find(|problem| problem.stage() == Stage::Parse) {
        // Without any words of Traefik's it is tcpgen alone that cannot follow.
        return Some(problem.traefik.clone()).filter(|text| !text.is_empty()).map(|traefik| Fault::Rule { traefik });
    }
    if router.tls_mode == TlsMode::None
        && let Some(host) = reading.plain_tls_violation()
    {
        let traefik = reading.errors(TlsMode::None).into_iter().next().unwrap_or_default();
        return Some(Fault::NameWithoutTls { name: host.name.clone(), traefik });
    }
    let priority = router.priority;
    (priority > MAX_USER_PRIORITY).then_some(Fault::PriorityTooHigh { priority })
}

/// What is reported after that: for a router that ends TLS, names that are not ASCII; then the first matcher that does not
/// take its arguments.
fn late_faults(reading: &Reading, tls_mode: TlsMode) -> Vec<Fault> {
    if reading.problems().is_empty() {
        return Vec::new();
    }
    reading.errors(tls_mode).into_iter().map(|traefik| Fault::Rule { traefik }).collect()
}
