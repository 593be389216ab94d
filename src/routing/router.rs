use std::cmp::Ordering;
use std::sync::{Arc, OnceLock};

use smol_str::{SmolStr, format_smolstr};

use super::backend::Backend;
use super::names::PROVIDER;
use super::naming::Naming;
use super::weights::Turns;
use super::{Fault, ObjectName, References, Share, Skip, SkippedService, Status};
use crate::rule::{Language, Reading, Rule, Syntax, TlsMode};

/// One router, as Traefik's API shows it, with what tcpgen knows beyond that.
#[derive(Clone, Debug)]
pub struct Router {
    /// The IngressRouteTCP that it comes from.
    pub object: ObjectName,
    /// Which of the object's rules it comes from, counted from 0.
    pub index: usize,
    /// The rule as written.
    pub rule: SmolStr,
    /// The priority that counts. On a router that no entry point has, the one written, or 0.
    pub priority: i64,
    /// What it does with TLS.
    pub tls_mode: TlsMode,
    /// The entry points that it names, or all default ones when it names none.
    pub entry_points: Vec<SmolStr>,
    /// Those of them that exist, as often as they are named.
    pub using: Vec<SmolStr>,
    /// Its middlewares, the first sees a connection first: `namespace/name`, or `name@provider` of another provider.
    pub middlewares: Vec<SmolStr>,
    /// What its references lead to; empty on a router of an object that Traefik passes over.
    pub references: References,
    /// Its status.
    pub status: Status,
    /// Why it is not simply enabled, in Traefik's order.
    pub faults: Vec<Fault>,
    /// Services that Traefik leaves out.
    pub skipped_services: Vec<SkippedService>,
    pub(super) name: OnceLock<SmolStr>,
    /// How its name is made.
    pub(super) naming: Naming,
    /// How many services its rule lists.
    pub(super) listed_services: usize,
    /// Whether it names no entry point.
    pub(super) everywhere: bool,
    /// Whether it may get certificates from a resolver.
    pub(super) cert_resolver: bool,
    /// The Secret of the certificate that it shows, if it ends TLS and names one.
    pub(super) secret: Option<SmolStr>,
    /// The rule, read; routers of one text share it.
    pub(super) reading: Arc<Reading>,
    /// In which language: that of the reading, where comparisons need not look for it.
    pub(super) language: Language,
    /// Whether it stands in the lists of its entry points.
    pub(super) listed: bool,
    /// Its guards, by their place in the table; the first sees a connection first. On a disabled router those that could
    /// be built.
    pub(super) guards: Vec<u32>,
    /// Its servers; empty when no weight is above 0.
    pub(super) backends: Vec<Backend>,
    /// Whether Traefik always finds one of them.
    pub(super) turns: Turns,
    /// Its TLS options, by their place in the table; none when it does not end TLS, and when they are broken.
    pub(super) tls_options: Option<u32>,
}

impl Router {
    /// Its full name in Traefik: `default-pg-673acf455cb2dab0b43a@kubernetescrd`.
    pub fn name(&self) -> &SmolStr {
        self.name.get_or_init(|| format_smolstr!("{}@{PROVIDER}", self.key()))
    }

    /// The order of names. Most differ before the digest that a name ends with.
    pub(super) fn by_name(&self, other: &Self) -> Ordering {
        let objects = [self, other].map(|router| router.object.object_ref());
        let decided = (self.naming == other.naming).then(|| self.naming.order(objects)).flatten();
        decided.unwrap_or_else(|| self.name().cmp(other.name()))
    }

    /// Its name without the provider.
    pub(super) fn key(&self) -> String {
        let ObjectName { namespace, name } = &self.object;
        self.naming.router(namespace, name, &self.rule, self.index)
    }

    /// The name of its service in Traefik, without the provider.
    pub fn service(&self) -> String {
        let loaded = self.listed_services.saturating_sub(self.skipped_services.len());
        self.naming.service(&self.key(), self.listed_services, loaded)
    }

    /// The services that get its connections, with their weights; none of weight 0.
    pub fn shares(&self) -> impl Iterator<Item = &Share> {
        self.backends.iter().map(|backend| &backend.share)
    }

    /// The same, each with what its server sees; empty when no weight is above 0.
    pub fn backends(&self) -> &[Backend] {
        &self.backends
    }

    /// Whether it is chance that a connection hangs, because a weight is negative.
    pub fn may_hang(&self) -> bool {
        self.turns == Turns::MayNot
    }

    /// Why Traefik leaves out each service of the rule, in the rule's order; none for a service that it loads.
    pub fn service_skips(&self) -> impl Iterator<Item = Option<Skip>> {
        (0..).map(|place| {
            let skipped = self.skipped_services.iter().find(|skipped| skipped.place == place);
            skipped.map(|skipped| skipped.skip)
        })
    }

    /// Why Traefik's API shows it as it does: the `error` list, in Traefik's words.
    pub fn errors(&self) -> Vec<String> {
        let mut errors = Vec::with_capacity(self.faults.len());
        for error in self.faults.iter().map(Fault::traefik).filter(|error| !error.is_empty()) {
            if !errors.contains(&error) {
                errors.push(error);
            }
        }
        errors
    }

    /// The rule as a tree; none when Traefik does not take it, or nests deeper than tcpgen follows.
    pub fn rule_tree(&self) -> Option<&Rule> {
        self.reading.rule()
    }

    /// The rule as Traefik reads it, whether it takes it or not.
    pub fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The same, by its text and the syntax in which it was read.
    pub(super) fn known_reading(&self) -> ((&str, Syntax), Arc<Reading>) {
        ((&self.rule, self.language.syntax), Arc::clone(&self.reading))
    }

    /// Whether Traefik passes over the object that it comes from, or tcpgen cannot read it: then nothing is known of what
    /// the router would do.
    pub fn is_passed_over(&self) -> bool {
        self.faults.iter().any(|fault| {
            matches!(
                fault,
                Fault::OtherApiGroup
                    | Fault::NamespaceNotWatched { .. }
                    | Fault::OtherIngressClass { .. }
                    | Fault::Unread
                    | Fault::ImpossibleName
            )
        })
    }

    /// Whether not all of its object could be read.
    pub(super) fn is_unread(&self) -> bool {
        self.faults.contains(&Fault::Unread)
    }

    /// Whether Traefik drops it for a reference that leaves its namespace or its provider.
    pub fn is_refused(&self) -> bool {
        self.faults.iter().any(|fault| matches!(fault, Fault::ForbiddenReference { .. }))
    }

    /// Whether it takes connections only to close them, because its TLS options are broken.
    pub fn closes(&self) -> bool {
        self.listed && self.tls_mode == TlsMode::Terminate && self.tls_options.is_none()
    }

    /// Whether it names no entry point, and so is on all default ones.
    pub fn is_everywhere(&self) -> bool {
        self.everywhere
    }

    /// Whether it takes connections at all: it is enabled, or it [closes](Self::closes) them.
    pub fn is_listed(&self) -> bool {
        self.listed
    }

    /// Whether it is disabled and has a middleware that is missing or cannot be built.
    pub fn has_broken_guard(&self) -> bool {
        !self.listed && self.guards.len() < self.middlewares.len()
    }

    /// Whether Traefik tries it after HTTPS routers: its rule is ``HostSNI(`*`)`` alone.
    pub fn is_catch_all(&self) -> bool {
        self.rule_tree().is_some_and(Rule::is_catch_all)
    }

    /// Whether it is meant for this entry point.
    pub(super) fn names(&self, entry_point: &str) -> bool {
        self.everywhere || self.entry_points.iter().any(|name| name == entry_point)
    }

    /// Notes a fault and what it does to the status.
    pub(super) fn fail(&mut self, fault: Fault) {
        if self.faults.contains(&fault) {
            return;
        }
        let status = if fault.is_critical() { Status::Disabled } else { Status::Warning };
        self.status = self.status.max(status);
        self.faults.push(fault);
    }

    /// Puts it into the lists of its entry points, unless these refuse its rule.
    pub(super) fn add(&mut self, refusal: Option<Fault>) {
        match refusal {
            Some(fault) => self.fail(fault),
            None => self.listed = true,
        }
    }

    /// Notes why there is no such router.
    pub(super) fn drop_out(&mut self, fault: Fault) {
        self.status = Status::Absent;
        self.faults = vec![fault];
    }
}
