//! The documents are true: their states compile to exactly what they say, their scenarios pass, their consoles show what
//! tcpgen prints, their links lead somewhere, and every page is in the book.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod book;
mod console;
mod links;
pub mod markdown;
mod states;
mod troubleshooting;
