//! tcpgen's answers for a version of Traefik are what that version does, for each of `tools/traefik-versions.txt`.
//!
//! `cases/` has an observed difference each, with what was seen from which version on; `random` makes up tables whose
//! features differ between versions. Both serve the same state to a real Traefik of each version and ask tcpgen for that
//! very version. `rows` lists the differences: a full run that does not meet all of them fails.
//!
//! The environment sets the versions (`TCPGEN_VERSIONS=3.0.4,3.6.15` or `all`), the number of random tables for each of
//! them (`TCPGEN_VERSION_TABLES`) and of connections to all of these (`TCPGEN_VERSION_CONNECTIONS`), and the seed
//! (`TCPGEN_SEED`).

mod case;
mod connections;
mod crashes;
mod facts;
mod fate;
mod findings;
mod fixed;
mod gadgets;
mod observed;
pub mod pair;
mod random;
mod rows;
mod settings;
mod status;
pub mod tables;
mod upgrades;
