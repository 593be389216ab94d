use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use crate::routing::{Answer, Condition, ObjectName, Outcome, Reason, Router, RoutingTable, Share};
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
    /// Those of which nothing is known, since they exist elsewhere. They are taken to let everyone through.
    pub unknown_middlewares: Vec<SmolStr>,
    /// Those that let only so many connections of one address through at once.
    pub limits: Vec<Limit>,
    /// The routes of which Traefik takes any by chance.
    pub ambiguous_with: Vec<ObjectName>,
}

/// A service and its share of the connections of a class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReachedService {
    /// `namespace/name:port`.
    pub service: String,
    /// The part of them that it gets, from 0.0001 to 1, in four digits. None where it is chance whether it gets any.
    #[serde(serialize_with = "written")]
    pub share: Option<f64>,
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
            if answer.contenders.is_empty() { serving.into_iter().collect() } else { answer.contenders.clone() };
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
        }
    }
}

/// The services of a router with their shares; of one service that stands several times the sum.
fn services(router: &Router) -> Vec<ReachedService> {
    let total: i128 = router.shares().map(|share| i128::from(share.weight)).sum();
    let mut services: Vec<(String, i128)> = Vec::new();
    for share in router.shares() {
        let (name, weight) = (named(share), i128::from(share.weight));
        match services.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += weight,
            None => services.push((name, weight)),
        }
    }
    #[expect(clippy::cast_precision_loss, reason = "a share is for reading")]
    let share = |weight: i128| ((weight as f64 / total.max(1) as f64 * 1e4).round() / 1e4).max(1e-4);
    services.into_iter().map(|(service, weight)| ReachedService { service, share: Some(share(weight)) }).collect()
}

/// The services of the routers of which one takes the connection.
fn by_chance(answer: &Answer<'_>) -> Vec<ReachedService> {
    let mut services: Vec<ReachedService> = Vec::new();
    for router in answer.forwarding() {
        for service in router.shares().map(named) {
            if !services.iter().any(|known| known.service == service) {
                services.push(ReachedService { service, share: None });
            }
        }
    }
    services
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

fn named(share: &Share) -> String {
    format!("{}:{}", share.service, share.port)
}
