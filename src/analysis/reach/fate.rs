use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::routing::{Answer, Backend, Cause, Condition, ObjectName, Outcome, Reason, Router, RoutingTable};
use crate::rule::TlsMode;

/// What becomes of the connections of a class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reached {
    /// What becomes of them.
    pub outcome: Outcome,
    /// Why they are not forwarded.
    pub reason: Option<Reason>,
    /// The services that get them.
    pub services: Vec<ReachedService>,
    /// The route that takes them.
    pub router: Option<ObjectName>,
    /// What happens to TLS.
    pub tls_mode: TlsMode,
    /// The middlewares of that route, the first sees them first.
    pub middlewares: Vec<SmolStr>,
    /// The one of these that refuses the client.
    pub refused_by: Option<SmolStr>,
    /// Those of which nothing is known, since they exist elsewhere. They are taken to let everyone through.
    pub unknown_middlewares: Vec<SmolStr>,
    /// Those that let only so many connections of one address through at once.
    pub limits: Vec<Limit>,
    /// The routes of which Traefik takes any by chance.
    pub ambiguous_with: Vec<ObjectName>,
    /// Whether Traefik reads the client's first bytes before it chooses, so that a server which speaks first hangs.
    pub waits_for_client: bool,
}

/// A service and its share of the connections of a class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReachedService {
    /// `namespace/name:port`.
    pub service: String,
    /// The part of them that it gets, from 0.0001 to 1, in four digits. None where it is chance whether it gets any.
    #[serde(serialize_with = "written")]
    pub share: Option<f64>,
    /// Whether Traefik opens TLS to it.
    #[serde(skip_serializing_if = "is_not")]
    pub tls: bool,
    /// The version of the PROXY protocol header that it gets first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_protocol: Option<i64>,
}

/// A middleware that limits connections.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// The middleware.
    pub middleware: SmolStr,
    /// How many connections of one address it lets through at once.
    pub amount: i64,
}

impl Reached {
    /// What becomes of the connections of a class, by this table's answer.
    pub fn new(table: &RoutingTable, answer: &Answer<'_>) -> Self {
        let outcome = answer.outcome();
        let first = answer.router.or_else(|| answer.contenders.first().copied());
        let serving = first.filter(|_| outcome == Outcome::Forwarded);
        let services = match outcome {
            Outcome::Forwarded => serving.map_or_else(Vec::new, services),
            Outcome::Ambiguous => by_chance(answer),
            Outcome::Closed | Outcome::Http => Vec::new(),
        };
        // Conditions of any router that may take them.
        let may: Vec<&Router> =
            if answer.contenders.is_empty() { serving.into_iter().collect() } else { answer.forwarding().collect() };
        let conditions = may.iter().filter(|_| !services.is_empty()).flat_map(|router| table.conditions(router));
        let (mut unknown_middlewares, mut limits) = (Vec::new(), Vec::new());
        for condition in conditions {
            match condition {
                Condition::Unknown(name) if !unknown_middlewares.contains(&name) => unknown_middlewares.push(name),
                Condition::Limit(middleware, amount) => {
                    let limit = Limit { middleware, amount };
                    if !limits.contains(&limit) {
                        limits.push(limit);
                    }
                }
                Condition::Unknown(_) => {}
            }
        }
        let mut ambiguous_with: Vec<ObjectName> =
            answer.contenders.iter().map(|router| router.object.clone()).collect();
        ambiguous_with.dedup();
        Self {
            outcome,
            reason: answer.reason(),
            services,
            router: answer.router.map(|router| router.object.clone()),
            tls_mode: answer.router.or(serving).map_or(TlsMode::None, |router| router.tls_mode),
            middlewares: answer.router.or(serving).map_or_else(Vec::new, |router| router.middlewares.clone()),
            unknown_middlewares,
            limits,
            ambiguous_with,
            refused_by: refused_by(table, answer),
            waits_for_client: answer.waits_for_client,
        }
    }
}

fn refused_by(table: &RoutingTable, answer: &Answer<'_>) -> Option<SmolStr> {
    let Cause::Denied { middleware } = answer.cause else { return None };
    answer.router.and_then(|router| table.guard_names(router).nth(middleware)).cloned()
}

/// The services of a router with their shares; of one service that stands several times the sum. One that Traefik cannot
/// connect to gets nothing of its share.
fn services(router: &Router) -> Vec<ReachedService> {
    let total: i128 = router.backends().iter().map(|backend| i128::from(backend.share.weight)).sum();
    let mut services: Vec<(ReachedService, i128)> = Vec::new();
    for backend in working(router) {
        let (service, weight) = (reached(backend), i128::from(backend.share.weight));
        match services.iter_mut().find(|(known, _)| *known == service) {
            Some((_, sum)) => *sum += weight,
            None => services.push((service, weight)),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share is for reading")]
    let share = |weight: i128| ((weight as f64 / total.max(1) as f64 * 1e4).round() / 1e4).max(1e-4);
    services.into_iter().map(|(service, weight)| ReachedService { share: Some(share(weight)), ..service }).collect()
}

/// The services of the routers of which one takes the connection.
fn by_chance(answer: &Answer<'_>) -> Vec<ReachedService> {
    let mut services: Vec<ReachedService> = Vec::new();
    for router in answer.forwarding() {
        for service in working(router).map(reached) {
            if !services.contains(&service) {
                services.push(service);
            }
        }
    }
    services
}

fn working(router: &Router) -> impl Iterator<Item = &Backend> {
    router.backends().iter().filter(|backend| backend.broken.is_none())
}

/// A service without its share.
fn reached(backend: &Backend) -> ReachedService {
    let Backend { share, wire, .. } = backend;
    ReachedService { service: share.to_string(), share: None, tls: wire.tls, proxy_protocol: wire.proxy_protocol }
}

/// All of them is 1, as JavaScript writes it.
#[expect(clippy::ref_option, reason = "serde hands over the field")]
fn written<S: Serializer>(share: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match share {
        Some(share) if *share < 1.0 => serializer.serialize_f64(*share),
        Some(_) => serializer.serialize_u64(1),
        None => serializer.serialize_none(),
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over the field")]
fn is_not(flag: &bool) -> bool {
    !flag
}
