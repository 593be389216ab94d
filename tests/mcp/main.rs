//! `tcpgen mcp`, as a client that others wrote sees it: the official Python SDK drives it over both transports.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_pass_by_value, reason = "a call with its arguments reads as one line")]

#[cfg(feature = "cluster")]
mod bundle;
mod calls;
pub mod client;
#[cfg(feature = "cluster")]
mod cluster;
mod consent;
mod faults;
mod offer;
mod others;
#[cfg(feature = "cluster")]
mod progress;
mod server;
mod subscriptions;
#[cfg(feature = "cluster")]
mod taken_over;
mod workflows;

use crate::support;
