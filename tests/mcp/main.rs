//! `tcpgen mcp`, as a client that others wrote sees it: the official Python SDK drives it over both transports.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_pass_by_value, reason = "a call with its arguments reads as one line")]

mod client;
mod faults;
mod offer;
mod server;
mod workflows;

#[path = "../support/project.rs"]
#[allow(dead_code, reason = "a part of it is used here")]
mod project;
