//! The one integration test program: one to compile, one to link. A folder of `tests` is a module of its name, so
//! `cargo test conformance::` runs what is in `tests/conformance`.

#[cfg(feature = "mcp")]
#[path = "agent_tasks/main.rs"]
mod agent_tasks;
mod analysis_properties;
mod architecture;
#[path = "ask/main.rs"]
mod ask;
#[path = "check/main.rs"]
mod check;
#[path = "cli/main.rs"]
mod cli;
#[cfg(all(feature = "cluster", feature = "cli"))]
#[path = "cluster/main.rs"]
mod cluster;
#[path = "compare/main.rs"]
mod compare;
#[path = "conformance/main.rs"]
mod conformance;
#[path = "crd_fields/main.rs"]
mod crd_fields;
mod diagnostics;
mod diagnostics_page;
#[path = "docs/main.rs"]
mod docs;
mod examples;
mod file_circles;
mod file_target;
#[path = "fix_properties/main.rs"]
mod fix_properties;
mod found;
mod fuzz;
#[path = "growth/main.rs"]
mod growth;
mod import;
mod import_command;
#[path = "invariants/main.rs"]
mod invariants;
mod junit;
#[path = "kills/main.rs"]
mod kills;
#[path = "kube_api/main.rs"]
mod kube_api;
mod kustomize;
#[cfg(feature = "lsp")]
#[path = "lsp/main.rs"]
mod lsp;
#[cfg(feature = "mcp")]
#[path = "mcp/main.rs"]
mod mcp;
#[path = "model/main.rs"]
mod model;
#[path = "nca/main.rs"]
mod nca;
mod pkg_json;
#[path = "policy/main.rs"]
mod policy;
mod promises;
mod properties;
mod questions;
#[path = "reach/main.rs"]
mod reach;
mod repository;
#[path = "rollouts/main.rs"]
mod rollouts;
mod route_command;
#[path = "routing/main.rs"]
mod routing;
mod routing_properties;
mod rule;
mod rule_engine;
mod rule_matches;
mod rule_properties;
mod rule_regexp;
mod rule_v2;
mod scenario_properties;
mod scenarios;
#[path = "slips/main.rs"]
mod slips;
#[path = "state_file_page/main.rs"]
mod state_file_page;
#[path = "stores/main.rs"]
mod stores;
mod supply_chain;
mod support;
mod test_command;
#[path = "traefik_harness/main.rs"]
mod traefik_harness;
mod traefik_kubernetes;
mod traefik_versions_page;
#[path = "upgrade/main.rs"]
mod upgrade;
#[cfg(feature = "cluster")]
#[path = "verify/main.rs"]
mod verify;
#[path = "versions/main.rs"]
mod versions;
mod yaml_objects;
mod yaml_readers;
