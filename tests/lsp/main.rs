//! `tcpgen lsp`, as an editor sees it: the real command on standard input and output.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]
#![allow(clippy::needless_pass_by_value, reason = "a request with its parameters reads as one line")]

mod answers;
pub mod client;
mod session;
