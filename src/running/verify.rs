use serde::Serialize;

use super::provider::Provider;
use super::{Cause, Difference, Running, Topic, entry_points, middlewares, routers, services};
use crate::Compilation;
use crate::routing::Router;
use crate::traefik::TraefikVersion;

/// A running Traefik, compared with what a state predicts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Verified {
    /// How many entry points are as predicted.
    pub entry_points: usize,
    /// How many middlewares are as predicted.
    pub middlewares: usize,
    /// How many routers are as predicted.
    pub routers: usize,
    /// All that is not.
    pub differences: Vec<Difference>,
}

impl Verified {
    /// Whether all is as predicted.
    pub fn holds(&self) -> bool {
        self.differences.is_empty()
    }
}

/// Compares a running Traefik with the prediction of a state for the version that the state names, and with the one for
/// the version that runs: what only the former gets wrong is because of the version.
pub fn verify(state: &Compilation, of_running: Option<&Compilation>, running: &Running) -> Verified {
    let mut verified = compare(state, running);
    let Some(of_running) = of_running else { return verified };
    let true_of_running = compare(of_running, running).differences;
    let is_same = |one: &Difference, other: &Difference| {
        (one.topic, &one.name, &one.rule, one.field) == (other.topic, &other.name, &other.rule, other.field)
    };
    for difference in &mut verified.differences {
        if !true_of_running.iter().any(|other| is_same(difference, other)) {
            difference.cause = Cause::OtherVersion;
        }
    }
    verified.differences.insert(0, version(state.table.version(), &running.version));
    verified
}

fn compare(state: &Compilation, running: &Running) -> Verified {
    let predicted: Vec<&Router> = state.table.routers().iter().collect();
    let provider = Provider::of(&predicted, running);
    let mut found = Vec::new();
    let entry_points = entry_points::compare(&state.desired, &predicted, running, &mut found);
    let middlewares = middlewares::compare(&state.resources, running, provider, &mut found);
    services::compare(&predicted, running, provider, &mut found);
    let routers = routers::compare(&predicted, &state.resources, running, provider, &mut found);
    Verified { entry_points, middlewares, routers, differences: found }
}

fn version(predicted: TraefikVersion, running: &str) -> Difference {
    Difference {
        topic: Topic::Version,
        name: "Traefik".to_owned(),
        rule: None,
        field: "version",
        predicted: Some(predicted.to_string()),
        running: Some(running.to_owned()),
        cause: Cause::OtherVersion,
        message: format!("the state is for Traefik {predicted}, and {running} is running: set `[traefik] version`"),
    }
}
