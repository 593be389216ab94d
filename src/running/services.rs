use std::collections::HashMap;

use super::provider::Provider;
use super::{Cause, Difference, Running, RunningService, Topic};
use crate::routing::{Router, Status};

/// The services of routers that serve, of which Traefik can reach no server. Routers whose service is missing are compared as
/// routers.
pub(super) fn compare(predicted: &[&Router], running: &Running, provider: Provider, found: &mut Vec<Difference>) {
    let theirs: HashMap<&str, &RunningService> =
        running.services.iter().map(|service| (service.name.as_str(), service)).collect();
    for router in predicted.iter().filter(|router| matches!(router.status, Status::Enabled | Status::Warning)) {
        let name = provider.written(&router.service());
        let Some(service) = theirs.get(name.as_str()) else { continue };
        let is_empty = service.load_balancer.as_ref().is_some_and(|balancer| balancer.servers.is_empty());
        if !is_empty || router.shares().next().is_none() {
            continue;
        }
        let names: Vec<String> = router.shares().map(ToString::to_string).collect();
        found.push(Difference {
            topic: Topic::Service,
            name: names.join(", "),
            rule: Some(router.rule.to_string()),
            field: "servers",
            predicted: Some("at least one".to_owned()),
            running: Some("none".to_owned()),
            cause: Cause::MissingService,
            message: format!("`{}` leads to no server: its connections are closed", router.object),
        });
    }
}
