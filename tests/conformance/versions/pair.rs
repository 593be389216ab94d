//! What two versions make of one state, as the real ones show it: what `tcpgen upgrade` has to find.

use std::collections::BTreeSet;
use std::time::Duration;

use super::facts::{Facts, for_version};
use super::settings::Version;
use crate::conformance::rig::{Attempt, Rig, State, told};

/// What a Traefik made of a state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its routers, a line each, with their errors.
    pub routers: BTreeSet<String>,
    /// What became of each connection, in their order.
    pub fates: Vec<String>,
}

/// Serves a state file, written without a version, on a running Traefik of this version, and makes these connections.
///
/// The wait is for objects of which Traefik's API does not show that they have arrived: TLS options, transports, secrets.
pub fn seen(rig: &Rig, version: Version, text: &str, attempts: &[Attempt]) -> Seen {
    seen_beside(rig, &State::new(&for_version(text, version)), "", attempts)
}

/// As [`seen`], of a state for the version, with objects in the cluster, as YAML, that are not the state's.
pub fn seen_beside(rig: &Rig, state: &State, others: &str, attempts: &[Attempt]) -> Seen {
    rig.serve_with(state, others);
    std::thread::sleep(Duration::from_millis(200));
    let fates = attempts.iter().map(|attempt| rig.fate(attempt, |_| true).0).collect();
    Seen { routers: told(&rig.traefik().routers()), fates }
}

/// As [`seen`], on a Traefik that is started for it.
pub fn seen_on(version: Version, text: &str, attempts: &[Attempt]) -> Seen {
    let rig = Facts::read(text, serde_json::Value::Null).rig(version);
    seen(&rig, version, text, attempts)
}

#[test]
fn two_versions_differ_where_a_name_has_capitals() {
    let text = "[routes.r]\nentry_points = [\"a\"]\nsni = [\"UP.Test\", \"low.test\"]\nservice = \"s1:1\"\ntls = {}\n";
    let attempts = ["a tls:up.test", "a tls:low.test", "a"].map(Attempt::parse);
    let on = |version: &str| seen_on(version.parse().expect("a version"), text, &attempts);
    let (before, after) = (on("3.6.15"), on("3.7.15"));
    assert_eq!(before.routers, after.routers);
    assert_eq!(before.fates, ["http", "s1 terminated", "http"]);
    assert_eq!(after.fates, ["s1 terminated", "s1 terminated", "http"]);
}
