use super::Invariant;
use crate::analysis::reach::ServiceName;
use crate::routing::{Answer, Backend, Condition, Outcome, Reason, Router, RoutingTable};

/// Whether the connections of a class reach some services.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Reaches {
    /// Whether one of them may get there, which chance suffices for.
    pub any: Truth,
    /// Whether all of them get there.
    pub all: Truth,
}

/// Whether something is so, as far as it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Truth {
    #[default]
    No,
    Unknown,
    Yes,
}

impl Truth {
    pub fn negated(self) -> Self {
        match self {
            Self::No => Self::Yes,
            Self::Unknown => Self::Unknown,
            Self::Yes => Self::No,
        }
    }
}

impl Reaches {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { any: Truth::Unknown, all: Truth::Unknown };

    /// What becomes of a class with this answer.
    pub fn of(table: &RoutingTable, answer: &Answer<'_>, invariant: &Invariant) -> Self {
        let leads = |router: &Router| Leads::of(table, router, invariant.to.as_deref()).reaches();
        if answer.contenders.is_empty() {
            let router = answer.router.filter(|_| answer.outcome() == Outcome::Forwarded);
            return router.map_or_else(Self::default, leads);
        }
        let way = |(router, forwards): (&&Router, &bool)| if *forwards { leads(router) } else { Self::default() };
        let found = Self::whichever(answer.contenders.iter().zip(&answer.forwards).map(way));
        if answer.reason() == Some(Reason::UndecidedRule) { found.if_it_matches() } else { found }
    }

    /// Where any of several ways may be taken.
    fn whichever(ways: impl Iterator<Item = Self>) -> Self {
        let both = |one: Self, other: Self| Self { any: one.any.max(other.any), all: one.all.min(other.all) };
        ways.reduce(both).unwrap_or_default()
    }

    /// Where nobody knows whether the rules match.
    fn if_it_matches(self) -> Self {
        Self { any: self.any.min(Truth::Unknown), all: self.any.min(Truth::Unknown) }
    }
}

/// Where a router leads.
struct Leads {
    /// To one of the services, and to others.
    there: bool,
    elsewhere: bool,
    /// Whether a middleware of which nothing is known has a say.
    unknown: bool,
}

impl Leads {
    fn of(table: &RoutingTable, router: &Router, to: Option<&[ServiceName]>) -> Self {
        // A service that Traefik cannot connect to gets nothing of its share, and nobody gets there.
        let is_meant = |backend: &Backend| {
            backend.broken.is_none() && to.is_none_or(|names| names.iter().any(|name| name.has(&backend.share)))
        };
        Self {
            there: router.backends().iter().any(is_meant),
            elsewhere: router.backends().iter().any(|backend| !is_meant(backend)),
            unknown: table.conditions(router).any(|condition| matches!(condition, Condition::Unknown(_))),
        }
    }

    fn reaches(&self) -> Reaches {
        let limit = if self.unknown { Truth::Unknown } else { Truth::Yes };
        let when = |so: bool| if so { limit } else { Truth::No };
        Reaches { any: when(self.there), all: when(self.there && !self.elsewhere) }
    }
}
