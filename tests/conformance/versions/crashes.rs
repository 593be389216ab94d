//! Objects on which Traefik's Kubernetes provider crashes: nothing of the cluster is served, where tcpgen says so.

use std::time::Duration;

use super::facts::Facts;
use super::findings::{Finding, Who, assert_none, judge_all};
use super::settings::{Version, versions};
use super::{facts, observed::Observed};
use crate::conformance::rig::{Attempt, State};
use crate::support::wait;

/// Where the disagreements go.
const KEPT: &str = "versions-crashes.txt";
/// How Go reports it.
const PANIC: &str = "nil pointer dereference";
/// How long a version that does not crash is given to do so.
const BEFORE: Duration = Duration::from_secs(3);
const ROUTE: &str = "[routes.r]\nentry_points = [\"a\"]\nservice = \"s1:1\"\n";

/// Objects that a state file may hold, or not, and what becomes of a client of another route.
const CASES: [(&str, &str, &str); 2] = [
    (
        "an authority without a home",
        "apiVersion: traefik.io/v1alpha1\nkind: ServersTransportTCP\nmetadata: { name: t, namespace: default }\n\
         spec: { tls: { rootCAs: [{}] } }\n",
        "s1 plain @3.4.0 http",
    ),
    (
        "a rule twice, with one service and then with two",
        "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: { name: twice, namespace: default }\n\
         spec:\n  entryPoints: [b]\n  routes:\n  - match: HostSNI(`*`)\n    services: [{ name: s1, port: 1 }]\n  \
         - match: HostSNI(`*`)\n    services: [{ name: s1, port: 1 }, { name: s2, port: 1 }]\n",
        "http",
    ),
];

#[test]
fn where_the_provider_crashes_no_route_is_served() {
    let results = judge_all(KEPT, &versions(), |version| (version, judge_version(version)));
    assert_none(KEPT, results.values().map(|(_, found)| found).sum());
}

/// Each case on a Traefik of its own: a provider that crashed waits longer each time.
fn judge_version(version: Version) -> Vec<Finding> {
    let mut found = Vec::new();
    for (name, objects, observed) in CASES {
        let mut report = |who, text: String| {
            let row = "repeated-rule".to_owned();
            found.push(Finding { version, row, who, place: name.to_owned(), text });
        };
        let observed = Observed::parse(observed);
        let rig = Facts::read(ROUTE, serde_json::Value::Null).rig(version);
        let state = State::with_objects(&facts::for_version(ROUTE, version), objects);
        // The crash comes first, or the route may be served before.
        rig.apply(&State::with_objects(&facts::for_version("", version), objects));
        wait::until(BEFORE, || rig.log().contains(PANIC).then_some(()));
        rig.apply(&state);
        let attempt = Attempt::parse("a");
        let met = |fate: &str| observed.has(version, fate);
        // Either the route is served, or the provider has crashed.
        let settled = || rig.log().contains(PANIC) || rig.fate(&attempt, met).0 == "s1 plain";
        wait::until(Duration::from_secs(20), || settled().then_some(()));
        let (crashed, fate) = (rig.log().contains(PANIC), rig.fate(&attempt, met).0);
        if !met(&fate) || crashed != (fate == "http") {
            report(Who::Observed, format!("`{attempt}` {fate}, crashed: {crashed}"));
        }
        if state.table.decide(&attempt.connection).outcome.name() != if crashed { "http" } else { "forwarded" } {
            report(Who::Tcpgen, format!("`{attempt}`: Traefik did: {fate}"));
        }
    }
    found
}
