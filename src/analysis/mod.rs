//! What a routing table does to all clients at once: rules that nobody reaches, ties, guards that fail open, and who
//! reaches what.
//!
//! Clients are divided into classes that no rule tells apart, and one client of each class is sent through
//! [`RoutingTable::decide_fast`](crate::routing::RoutingTable::decide_fast):
//!
//! 1. `names`: server names. None; each exact name; under each wildcard and outside of them one name for each way in
//!    which the regular expressions can answer (`walk` reads all names at once).
//! 2. `addresses`: between two neighbouring ends of ranges all addresses are alike.
//! 3. `cells`: every choice of the ALPN protocols that rules ask for, and the classes of one entry point, each with its
//!    client and the routers that take it.
//! 4. `entry_point`: what the cells say; `report`: the same of all entry points, as [`Finding`]s.
//!
//! Beside the findings, which stop at one witness, stand the [`Classes`]: every connection of a [`set::Universe`] with what
//! becomes of it. Here too one connection of each class is decided; what rules, allow lists and TLS options tell apart is
//! divided before. [`reach`] makes them rows that people and programs read. Two tables over one universe are compared by
//! [`set::Division::combine`]: it gives every connection the pair of its classes. [`invariant`] proves what somebody demands
//! of all of them.
//!
//! Exact: a finding is true, and its witness is a client to which it happens. Where there would be too many classes
//! (see [`Budget`]), less is found. Server names are taken to be of visible ASCII characters, as RFC 6066 wants them.
//!
//! Pure code: no I/O, no panics, and the same findings for the same objects.

mod addresses;
mod budget;
mod cells;
mod classes;
pub mod compare;
mod entry_point;
mod finding;
mod guards;
pub mod invariant;
mod keys;
mod lists;
mod names;
pub mod reach;
mod report;
pub mod set;
mod together;
mod trie;
mod walk;

pub(crate) use addresses::addresses;
pub(crate) use budget::Budget;
pub(crate) use cells::choices;
pub use classes::Classes;
pub use finding::{Ambiguous, CutShort, FailsOpen, Finding, Shadowed, Unreachable};
pub(crate) use keys::{Key, keys};
pub(crate) use names::Names;
pub(crate) use report::ANY_ENTRY_POINT;
pub use report::analyse;
