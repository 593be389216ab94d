//! The routers of a state, as tcpgen predicts them and as Traefik's API reports them, a line each.

use std::collections::BTreeSet;

use tcpgen::routing::{Router, Status};

use super::state::State;
use crate::support::traefik::RouterStatus;

/// The provider of names that come from Kubernetes objects.
const KUBERNETES: &str = "@kubernetescrd";
/// The provider of names that come from files.
const FILE: &str = "@file";

/// All routers that tcpgen says exist, under the names of this provider (`@file`).
pub fn predicted(state: &State, provider: &str) -> BTreeSet<String> {
    let present = state.table.routers().iter().filter(|router| router.status != Status::Absent);
    present.map(|router| line(&status(router)).replace(KUBERNETES, provider)).collect()
}

fn status(router: &Router) -> RouterStatus {
    RouterStatus {
        name: router.name().to_string(),
        status: router.status.to_string(),
        error: router.errors(),
        rule: router.rule.to_string(),
        priority: router.priority,
        service: router.service(),
        entry_points: router.entry_points.iter().map(ToString::to_string).collect(),
        using: router.using.iter().map(ToString::to_string).collect(),
        middlewares: router.middlewares.iter().map(ToString::to_string).collect(),
        tls: None,
    }
}

/// All routers that Traefik tells of.
pub fn told(routers: &[RouterStatus]) -> BTreeSet<String> {
    routers.iter().map(line).collect()
}

fn line(router: &RouterStatus) -> String {
    let RouterStatus { name, status, error, rule, priority, service, using, middlewares, .. } = router;
    let mut using = using.clone();
    using.sort_unstable();
    // `namespace/name` is `namespace-name@kubernetescrd` to Traefik.
    let plain = |name: &String| {
        let name = [KUBERNETES, FILE].iter().find_map(|provider| name.strip_suffix(provider)).unwrap_or(name);
        name.split(['/', '.', '-']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join("-")
    };
    let middlewares: Vec<String> = middlewares.iter().map(plain).collect();
    format!(
        "{name}: {status}, priority {priority}, {rule:?}, to {service}, on {using:?}, through {middlewares:?}, {error:?}"
    )
}

/// What is in one of the sets alone; none when they are equal.
pub fn difference(predicted: &BTreeSet<String>, told: &BTreeSet<String>) -> Option<String> {
    let alone = |who: &str, of: &BTreeSet<String>, other: &BTreeSet<String>| {
        of.difference(other).fold(String::new(), |text, line| text + "  " + who + ": " + line + "\n")
    };
    let difference = alone("tcpgen ", predicted, told) + &alone("Traefik", told, predicted);
    (!difference.is_empty()).then_some(difference)
}
