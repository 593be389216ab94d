//! A Kubernetes cluster as a store, and `tcpgen apply` and `delete` with it: on the tests' API server, and all that needs
//! no faults on a real cluster as well, when `TCPGEN_TEST_KUBECONFIG` names one.
#![cfg(all(feature = "cluster", feature = "cli"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper that fails fails the test")]
#![allow(clippy::needless_pass_by_value, reason = "a call with its arguments reads as one line")]

use crate::stores::suite;

mod apply;
mod command;
#[cfg(unix)]
mod credentials;
mod delete;
mod difference;
mod dry_run;
mod faults;
mod history;
mod in_use;
mod invariants;
#[cfg(unix)]
mod issuer;
mod kubeconfig;
mod kubectl;
mod kubectl_apply;
mod lists;
mod messages;
mod namespaces;
mod no_gap;
#[cfg(unix)]
mod oidc;
#[cfg(all(unix, feature = "mcp"))]
mod oidc_files;
#[cfg(unix)]
mod oidc_issuer;
mod ownership;
pub mod place;
mod proxies;
mod question;
mod rehearsed;
mod scale;
mod secrets;
mod several_owners;
mod sources;
mod states;
mod store;
mod surroundings;
mod texts;
