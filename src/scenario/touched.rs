use std::collections::BTreeSet;

use smol_str::SmolStr;

use crate::routing::{Decision, ObjectName};

/// The rules and middlewares that took part in deciding connections.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Touched {
    /// Routes with the text of a rule of theirs that took a connection.
    pub rules: BTreeSet<(ObjectName, SmolStr)>,
    /// Middlewares of those rules: `namespace/name`.
    pub middlewares: BTreeSet<SmolStr>,
}

impl Touched {
    pub(super) fn add(&mut self, decision: &Decision) {
        if let (Some(router), Some(rule)) = (&decision.router, &decision.rule) {
            self.rules.insert((router.clone(), rule.clone()));
            self.middlewares.extend(decision.middlewares.iter().cloned());
        }
    }
}
