use std::collections::HashSet;

use serde::Serialize;
use smol_str::{SmolStr, format_smolstr};

use super::{ScenarioResult, Touched};
use crate::resource::Resources;
use crate::routing::ObjectName;

/// Which rules and middlewares of a state took part in deciding a connection of any scenario.
///
/// A rule is covered when it took a connection; a middleware when it belongs to such a rule; a route when all its rules
/// are covered. That an entry was applied or deleted covers nothing. Rules that only a `set` gives are no part of the
/// state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Coverage {
    /// Every route.
    pub routes: Vec<CoveredRoute>,
    /// Every middleware that is not external.
    pub middlewares: Vec<CoveredMiddleware>,
    /// Covered rules and middlewares.
    pub covered: usize,
    /// Rules and middlewares.
    pub total: usize,
    /// Covered ones of a hundred, rounded down; 100 when there is nothing to cover.
    pub percent: usize,
}

/// A route and whether it is covered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoveredRoute {
    /// `namespace/name`.
    pub route: String,
    /// Whether all its rules are covered.
    pub covered: bool,
    /// Its rules.
    pub rules: Vec<CoveredRule>,
}

/// A rule and whether it is covered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoveredRule {
    /// In Traefik's language.
    pub rule: String,
    /// Whether it took a connection.
    pub covered: bool,
}

/// A middleware and whether it is covered.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CoveredMiddleware {
    /// `namespace/name`.
    pub middleware: String,
    /// Whether it belongs to a rule that took a connection.
    pub covered: bool,
}

impl Coverage {
    /// What these scenarios cover of a state.
    pub fn new(resources: &Resources, scenarios: &[ScenarioResult]) -> Self {
        let touched: Vec<&Touched> = scenarios.iter().map(|scenario| &scenario.touched).collect();
        let rules: HashSet<_> = touched.iter().flat_map(|touched| &touched.rules).collect();
        let guards: HashSet<_> = touched.iter().flat_map(|touched| &touched.middlewares).collect();
        let routes: Vec<CoveredRoute> = resources
            .routes()
            .map(|(object, route)| {
                let name = ObjectName::from(object.object_ref());
                let covered = |text: &SmolStr| rules.contains(&(name.clone(), text.clone()));
                let rules = route.routes.iter().map(|rule| &rule.match_text.text);
                let rules: Vec<_> =
                    rules.map(|text| CoveredRule { rule: text.to_string(), covered: covered(text) }).collect();
                CoveredRoute { route: name.to_string(), covered: rules.iter().all(|rule| rule.covered), rules }
            })
            .collect();
        let own = resources.middlewares().map(|(object, _)| object).filter(|object| !object.external);
        let middlewares: Vec<_> = own
            .map(|object| {
                let name = format_smolstr!("{}", object.object_ref());
                CoveredMiddleware { middleware: name.to_string(), covered: guards.contains(&name) }
            })
            .collect();
        Self::counted(routes, middlewares)
    }

    fn counted(routes: Vec<CoveredRoute>, middlewares: Vec<CoveredMiddleware>) -> Self {
        let each = || {
            let rules = routes.iter().flat_map(|route| &route.rules).map(|rule| rule.covered);
            rules.chain(middlewares.iter().map(|middleware| middleware.covered))
        };
        let (covered, total) = (each().filter(|covered| *covered).count(), each().count());
        let percent = (covered * 100).checked_div(total).unwrap_or(100);
        Self { routes, middlewares, covered, total, percent }
    }
}
