//! The differences between versions that the tests have to meet, by name.
//!
//! What no test here can bring about is left out: the Gateway API provider, that which needs Go's older releases' clients,
//! and versions that have no binary.

use std::collections::BTreeSet;

use super::case;
use super::gadgets;

/// All of them, in the order of what decides: rules, first bytes, PostgreSQL, TLS, services, HTTPS, settings, Kubernetes.
pub const ROWS: &[&str] = &[
    "host-wildcard",
    "host-capitals",
    "host-capitals-v2",
    "host-underscore",
    "host-underscore-v2",
    "host-two-dots",
    "negated-host",
    "rule-syntax-v2",
    "default-rule-syntax",
    "provider-tie",
    "provider-precedence",
    "hello-records",
    "hello-segments",
    "hello-undecodable",
    "hello-unfinished",
    "hello-oversized",
    "acme-alpn",
    "acme-resolver",
    "short-text",
    "postgres",
    "postgres-silence",
    "postgres-late-hello",
    "curve-mlkem",
    "curve-secp-mlkem",
    "session-tickets",
    "empty-alpn",
    "empty-ciphers",
    "certificate-shared-name",
    "certificate-two-wildcards",
    "client-certificate-missing",
    "negative-weight",
    "failed-child",
    "proxy-inside-tls",
    "proxy-and-transport",
    "transport-proxy",
    "proxy-version-9",
    "unknown-transport",
    "health-check",
    "https-underscore",
    "https-wildcard",
    "https-star",
    "strict-tls-options",
    "service-tls",
    "option-dotted-name",
    "option-at-file",
    "middleware-at-crd",
    "middleware-other-namespace",
    "cross-provider-namespaces",
    "cross-provider-transport",
    "ingress-class-field",
    "node-port-lb",
    "endpoints-or-slices",
    "tls-store-missing-secret",
    "safe-naming",
    "repeated-rule",
    "default-tls-namespace",
    "two-default-options",
];

#[test]
fn every_row_has_a_fixed_case_or_a_gadget() {
    let cases: BTreeSet<String> = case::all().into_iter().flat_map(|case| case.rows).collect();
    let gadgets: BTreeSet<String> = gadgets::all().iter().map(|gadget| gadget.row.to_owned()).collect();
    let met: BTreeSet<String> = cases.union(&gadgets).cloned().collect();
    let all: BTreeSet<String> = ROWS.iter().map(|&row| row.to_owned()).collect();
    assert_eq!(met.difference(&all).collect::<Vec<_>>(), Vec::<&String>::new(), "not a row");
    assert_eq!(all.difference(&met).collect::<Vec<_>>(), Vec::<&String>::new(), "nobody meets these");
}
