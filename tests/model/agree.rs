//! Contradictions are impossible: over random states, manifests and mixes, the checks and the routing decision agree.

use tcpgen::desired::Covers as _;
use tcpgen::diagnostic::Diagnostic;
use tcpgen::resource::{Object, Spec};
use tcpgen::routing::{Fault, Outcome, References, Referent, Router, Status};
use tcpgen::source::Sources;
use tcpgen::{Compilation, import, output};

use crate::model::{compiled, random};
use crate::support::errors::refused_by_api_servers;

/// States of the short test; `TCPGEN_STATES=20000` makes it long.
const STATES: u64 = 2_000;

fn seeds() -> std::ops::Range<u64> {
    let wanted = std::env::var("TCPGEN_STATES").ok().and_then(|wanted| wanted.parse().ok());
    0..wanted.unwrap_or(STATES)
}

/// The router's own object, and the place of its rule.
fn object<'c>(compilation: &'c Compilation, router: &Router) -> &'c Object {
    let objects = compilation.resources.objects();
    let is_its = |object: &&Object| {
        matches!(object.spec, Spec::IngressRouteTcp(_))
            && object.metadata.namespace.as_str() == router.object.namespace
            && object.metadata.name.as_str() == router.object.name
    };
    objects.iter().find(is_its).unwrap()
}

/// Whether a finding is in the text of the router's object, or of something that the object names.
fn concerns(compilation: &Compilation, found: &Diagnostic, router: &Router) -> bool {
    let own = object(compilation, router);
    let places = own.entry.and_then(|id| compilation.desired.entry(id));
    let in_entry = |place| places.is_some_and(|entry| entry.covers(place) || entry.key.span == place);
    let References { middlewares, servers_transports, tls_options } = &router.references;
    let referents = middlewares.iter().chain(servers_transports.iter().flatten()).chain(tls_options);
    let of_guards = compilation.resources.objects().iter().enumerate().filter(|(place, object)| {
        referents.clone().any(|referent| *referent == Referent::Object(*place))
            || matches!(object.spec, Spec::TlsOption(_)) && router.faults.iter().any(is_of_options)
    });
    let in_guards = of_guards
        .filter_map(|(_, object)| compilation.desired.entry(object.entry?))
        .any(|entry| entry.covers(found.span) || entry.key.span == found.span);
    in_entry(found.span) || in_guards || found.related.iter().any(|related| in_entry(related.span))
}

fn is_of_options(fault: &Fault) -> bool {
    matches!(fault, Fault::BrokenTlsOptions { .. } | Fault::UnknownTlsOptions { .. })
}

#[test]
fn each_router_with_a_fault_has_a_finding_at_its_place() {
    for seed in seeds() {
        let text = random::state(seed);
        let compilation = compiled(&[("s.toml", &text)]);
        for router in compilation.table.routers().iter().filter(|router| router.status != Status::Enabled) {
            let crash = router.faults.iter().any(|fault| matches!(fault, Fault::ProviderCrash { .. }));
            let reported = compilation.diagnostics.iter().any(|found| crash || concerns(&compilation, found, router));
            assert!(
                reported,
                "seed {seed}: {} {:?}\n{:#?}\n{text}",
                router.object, router.faults, compilation.diagnostics
            );
        }
    }
}

/// Codes that report a router that does not serve.
const DISABLED: [&str; 8] = [
    "sni-without-tls",
    "unknown-middleware",
    "guard-fails-open",
    "unknown-servers-transport",
    "no-service",
    "ingress-class-mismatch",
    "duplicate-rule",
    "old-api-group",
];

#[test]
fn each_finding_of_a_router_that_does_not_serve_has_the_fault() {
    for seed in seeds() {
        let text = random::state(seed);
        let compilation = compiled(&[("s.toml", &text)]);
        for found in compilation.diagnostics.iter().filter(|found| DISABLED.contains(&found.code.name)) {
            let mut its = compilation.table.routers().iter().filter(|router| {
                let own = object(&compilation, router);
                let entry = own.entry.and_then(|id| compilation.desired.entry(id));
                entry.is_some_and(|entry| entry.covers(found.span) || entry.key.span == found.span)
            });
            let faulty = its.any(|router| router.faults.iter().any(Fault::is_critical));
            assert!(faulty, "seed {seed}: {found:#?}\n{text}");
        }
    }
}

#[test]
fn each_witness_is_confirmed() {
    let mut confirmed = 0;
    for seed in seeds() {
        let text = random::state(seed);
        let compilation = compiled(&[("s.toml", &text)]);
        for found in &compilation.diagnostics {
            let Some(witness) = &found.witness else {
                assert!(!CONNECTIONS.contains(&found.code.name), "seed {seed}: {found:#?} has no witness\n{text}");
                continue;
            };
            let decision = compilation.table.decide(witness);
            let so = match found.code.name {
                "server-first-behind-peek" | "mixed-plain-and-tls" | "postgres-mixed-entry-point" => {
                    decision.waits_for_client
                }
                "ambiguous-priority" => decision.contenders.len() > 1 || decision.outcome == Outcome::Ambiguous,
                "client-sends-no-sni" => decision.router.is_none(),
                "shadowed-by-https" => decision.outcome != Outcome::Forwarded,
                "guard-fails-open" => decision.outcome == Outcome::Forwarded || decision.outcome == Outcome::Ambiguous,
                // Somebody else takes it, or several do.
                _ => {
                    decision.outcome != Outcome::Closed || decision.router.is_some() || !decision.contenders.is_empty()
                }
            };
            assert!(so, "seed {seed}: {found:#?}\n{decision:#?}\n{text}");
            confirmed += 1;
        }
    }
    assert!(confirmed > 300, "only {confirmed} witnesses");
}

/// Codes of findings about connections.
const CONNECTIONS: [&str; 9] = [
    "ambiguous-priority",
    "client-sends-no-sni",
    "guard-fails-open",
    "mixed-plain-and-tls",
    "plain-catch-all-conflict",
    "postgres-mixed-entry-point",
    "server-first-behind-peek",
    "shadowed-by-longer-rule",
    "swallows-http",
];

/// Codes that only one of the two notations can have where a route has a `protocol`, which no manifest has. Where none has
/// one, its usual port is a hint in both.
const OF_ONE_NOTATION: [&str; 7] = [
    "client-sends-no-sni",
    "mixed-plain-and-tls",
    "postgres-alpn-mismatch",
    "postgres-mixed-entry-point",
    "postgres-starttls-backend",
    "protocol-cannot-sni",
    "server-first-behind-peek",
];

/// How often each code was found, for codes that both notations can have. What nothing refers to may exist for others.
fn counted(compilation: &Compilation, is_named: bool) -> Vec<&'static str> {
    let codes = compilation.diagnostics.iter().map(|found| found.code.name);
    let mut codes: Vec<_> =
        codes.filter(|code| !(code.starts_with("unused-") || is_named && OF_ONE_NOTATION.contains(code))).collect();
    codes.sort_unstable();
    codes
}

/// The facts of a state file, without its entries.
fn facts(text: &str) -> &str {
    let first =
        ["[middlewares", "[routes", "[servers_transports", "[tls_options"].iter().filter_map(|table| text.find(table));
    &text[..first.min().unwrap_or(text.len())]
}

#[test]
fn a_state_and_the_manifests_built_from_it_agree() {
    let (mut compared, mut hinted) = (0, 0);
    for seed in seeds() {
        let text = random::state(seed).replace("external = true", "in_flight_conn = 5");
        // Of every other state the protocols are left out, so that ports are hints on both sides.
        let is_named = seed % 2 == 0;
        let is_kept = |line: &&str| is_named || !line.starts_with("protocol = ");
        let text = text.lines().filter(is_kept).collect::<Vec<_>>().join("\n");
        let state = compiled(&[("s.toml", &text)]);
        if !refused_by_api_servers(&state.diagnostics).is_empty() {
            continue;
        }
        let yaml = output::yaml(state.resources.emitted()).unwrap();
        let facts = facts(&text);
        let manifests = compiled(&[("facts.toml", facts), ("m.yaml", &yaml)]);
        assert_eq!(counted(&state, is_named), counted(&manifests, is_named), "seed {seed}\n{text}\n{yaml}");
        let statuses = |compilation: &Compilation| -> Vec<_> {
            compilation
                .table
                .routers()
                .iter()
                .map(|router| (router.name().clone(), router.status, router.errors()))
                .collect()
        };
        assert_eq!(statuses(&state), statuses(&manifests), "seed {seed}\n{text}");
        // And with the state that imports the manifests.
        let (_, imported) = import::import(&Sources::single("m.yaml", yaml.as_str()));
        let imported = compiled(&[("facts.toml", facts), ("i.toml", &imported)]);
        assert_eq!(counted(&manifests, is_named), counted(&imported, is_named), "seed {seed}\n{text}");
        assert_eq!(statuses(&manifests), statuses(&imported), "seed {seed}\n{text}");
        compared += 1;
        let rests_on_hint = |found: &&Diagnostic| found.message.contains("is the usual one of");
        hinted += manifests.diagnostics.iter().filter(rests_on_hint).count();
    }
    assert!(hinted > 100, "only {hinted} findings rest on a port");
    assert!(compared > 300, "only {compared} states had no error");
}
