//! A Kubernetes cluster as a store, and `tcpgen apply` and `delete` with it: on the tests' API server, and all that needs
//! no faults on a real cluster as well, when `TCPGEN_TEST_KUBECONFIG` names one.
#![cfg(all(feature = "cluster", feature = "cli"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper that fails fails the test")]

#[path = "../support/mod.rs"]
mod support;

mod faults;
mod messages;
mod ownership;
mod place;
mod states;
mod store;
