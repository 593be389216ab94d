//! Backends that tell who they are and what they saw.
//!
//! Whatever a backend is asked, it answers one line: `tcpgen-backend NAME SAW`. [`Saw`] has the forms of the last
//! word. The client reads the line in the open or out of its TLS connection, which tells how it got there.

mod conversation;
mod listener;
mod saw;

pub use listener::{Backend, Speaks};
pub use saw::Saw;

/// What every answer of a backend begins with.
pub const GREETING: &str = "tcpgen-backend ";
