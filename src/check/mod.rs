//! What Traefik will not do as it is written. One check, one file, one code.
//!
//! The folders are named for what is checked. A check is a file of its code's name with its [`Code`](crate::diagnostic::Code) and its
//! `Check`, its explanation in Markdown beside it, whose two examples are its first tests, and a line in its folder's `mod.rs`. From these
//! follow the list of codes ([`CODES`]), `tcpgen explain`, the docs page and the tests.
//!
//! Checks about service render what the routing table knows: a router's faults, references and lists. None decides again.

#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the check")]
mod check;
mod codes;
mod edit;
pub(crate) mod invariant;
mod middleware;
mod name;
mod protocol;
mod route;
mod rule;
mod run;
pub(crate) mod scenario;
pub(crate) mod service;
pub(crate) mod state;
mod table;
mod tls;
mod view;

use check::{Check, Run, checks};
pub use codes::{CODES, code};
pub use run::check;
pub use state::empty_input::empty_input;
pub use state::levels::set_levels;
pub use state::suppress::suppress;
pub(crate) use view::allow_list_view::AllowListView;
pub use view::context::Context;
pub(crate) use view::entry_point_view::EntryPointView;
pub(crate) use view::matcher_set::MatcherSet;
pub(crate) use view::nameless_clients::NamelessClients;
pub use view::protocol::PROTOCOLS;
pub(crate) use view::route_view::RouteView;
pub(crate) use view::rule_view::RuleView;
