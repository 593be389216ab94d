//! The routing decision, row by row as Traefik 3.7.15 was observed to route. Names in `[brackets]` are those of the
//! observed configurations.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod addresses;
mod alpn;
mod closing;
mod hosts;
mod https_routers;
mod json;
mod kubernetes;
mod mixed;
mod plain;
mod postgres;
mod priorities;
mod services;
mod statuses;
mod ties;
mod versions;
mod words;
mod world;
