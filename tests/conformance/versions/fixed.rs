//! The fixed cases: each version does what it was seen to do, and tcpgen says so.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use super::case::{self, Case};
use super::facts::for_version;
use super::findings::{Finding, Who, assert_none, judge_all};
use super::observed::Observed;
use super::settings::{Version, versions};
use super::{fate, status};
use crate::conformance::rig::{Attempt, Rig, State, predicted};
use crate::support::Traefik;
use crate::support::certificate::Certificate;

/// Where the disagreements go.
const KEPT: &str = "versions-fixed.txt";
/// How long objects may take to arrive that Traefik does not show.
const LATE: Duration = Duration::from_millis(1500);

#[test]
fn fixed_cases() {
    let cases = case::all();
    let results = judge_all(KEPT, &versions(), |version| judge_version(&cases, version));
    for (version, (connections, found)) in &results {
        println!("{version}: {} fixed cases, {connections} connections, {found} disagreements", cases.len());
    }
    assert_none(KEPT, results.values().map(|(_, found)| found).sum());
}

/// All cases on one version. Cases with equal facts share a Traefik, which ends with the last of them.
fn judge_version(cases: &[Case], version: Version) -> (usize, Vec<Finding>) {
    let mut found = Vec::new();
    let mut connections = 0;
    let covering = cases.iter().filter(|case| case.covers(version));
    let (starts, mut open): (Vec<&Case>, Vec<&Case>) = covering.partition(|case| case.starts.is_some());
    for case in starts {
        let refusal = Traefik::refusal(&case.facts().whole_config(version));
        let observed = case.starts.as_deref().unwrap_or_default();
        Judge { version, case, found: &mut found }.refusal(observed, refusal.as_deref());
    }
    while let Some(first) = open.first() {
        let facts = first.facts();
        let (these, rest): (Vec<&Case>, Vec<&Case>) = open.into_iter().partition(|case| case.facts() == facts);
        open = rest;
        let rig = facts.rig(version).waiting(LATE);
        for case in these {
            Judge { version, case, found: &mut found }.case(&rig);
            connections += case.connections.len();
        }
    }
    (connections, found)
}

/// One case on one version.
struct Judge<'c> {
    version: Version,
    case: &'c Case,
    found: &'c mut Vec<Finding>,
}

impl Judge<'_> {
    fn report(&mut self, who: Who, text: String) {
        let Self { version, case, .. } = *self;
        let finding = Finding { version, row: case.rows.join(", "), who, place: case.name.clone(), text };
        self.found.push(finding);
    }

    /// Compares whether Traefik takes something as a whole.
    fn refusal(&mut self, observed: &str, refusal: Option<&str>) {
        let observed = Observed::parse(observed);
        let observed = observed.at(self.version);
        let is_so = match (refusal, observed.strip_prefix("no, ")) {
            (None, None) => observed == "yes",
            (Some(refusal), Some(part)) => refusal.contains(part),
            _ => false,
        };
        if !is_so {
            self.report(Who::Observed, format!("`{observed}`, and it is: {refusal:?}"));
        }
    }

    fn case(&mut self, rig: &Rig) {
        let case = self.case;
        if let Some(observed) = &case.loads {
            let outcome = rig.try_file(&case.file);
            self.refusal(observed, outcome.as_ref().err().map(String::as_str));
            if outcome.is_err() {
                return;
            }
        }
        let (secrets, certificates) = secrets(case);
        let mut state = State::with_objects(&for_version(&case.state, self.version), &case.objects);
        state.file.clone_from(&case.file);
        rig.serve_with(&state, &(case.others.clone() + &secrets));
        if !case.observed_alone
            && let Some(disagreement) = rig.judge_statuses(&state)
        {
            self.report(Who::Tcpgen, disagreement.to_string());
        }
        self.statuses(rig);
        for text in &case.connections {
            self.connection(rig, &state, &certificates, text);
        }
    }

    /// Compares routers and services with what was observed.
    fn statuses(&mut self, rig: &Rig) {
        let (routers, services) = (rig.traefik().routers(), rig.traefik().services());
        let routers: Vec<[String; 2]> = routers.iter().map(status::of_router).collect();
        let services: Vec<[String; 2]> = services.iter().map(status::of_service).collect();
        for (observed, told) in
            self.case.routers.iter().map(|it| (it, &routers)).chain(self.case.services.iter().map(|it| (it, &services)))
        {
            if let Some(difference) = status::difference(observed, told, self.version) {
                self.report(Who::Observed, difference);
            }
        }
    }

    fn connection(&mut self, rig: &Rig, state: &State, certificates: &BTreeMap<String, Vec<u8>>, text: &str) {
        let (attempt, observed) = text.split_once(" -> ").unwrap_or((text, ""));
        let attempt = Attempt::parse(attempt);
        let observed = Observed::parse(observed);
        let at = observed.at(self.version);
        let told = if self.case.observed_alone { BTreeSet::new() } else { predicted(state, &attempt) };
        let is_observed = |seen: &str| observed.has(self.version, seen);
        let (seen, observation) = rig.fate(&attempt, |seen| told.contains(seen) || is_observed(seen));
        let more = fate::more(&observation, certificates);
        if !at.is_empty() && !is_observed(&seen) && !is_observed(&format!("{seen}{more}")) {
            self.report(Who::Observed, format!("`{attempt}` {at}, and Traefik did: {seen}{more}"));
        }
        if !told.is_empty() && !told.contains(&seen) {
            let told = told.into_iter().collect::<Vec<_>>().join(" | ");
            self.report(Who::Tcpgen, format!("`{attempt}`: tcpgen says {told}, Traefik did: {seen}"));
        }
    }
}

/// A Secret for each certificate of a case, as YAML, and the certificates as DER by name.
fn secrets(case: &Case) -> (String, BTreeMap<String, Vec<u8>>) {
    let mut yaml = String::new();
    let mut all = BTreeMap::new();
    for words in &case.certificates {
        let [name, hosts @ ..] = words.as_slice() else { panic!("{}: a certificate has a name", case.name) };
        let certificate = Certificate::for_names(&hosts.iter().map(String::as_str).collect::<Vec<_>>());
        let secret = serde_json::json!({
            "apiVersion": "v1", "kind": "Secret", "type": "kubernetes.io/tls", "metadata": { "name": name },
            "stringData": { "tls.crt": certificate.pem(), "tls.key": certificate.key_pem() },
        });
        yaml = yaml + "\n---\n" + &secret.to_string() + "\n";
        all.insert(name.clone(), certificate.der().to_vec());
    }
    (yaml, all)
}
