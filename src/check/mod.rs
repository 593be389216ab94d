//! What Traefik will not do as it is written. One check, one file, one code.
//!
//! The folders are named for what is checked. A check is a file of its code's name with its [`Code`] and its `Check`, its
//! explanation in Markdown beside it, whose two examples are its first tests, and a line in its folder's `mod.rs`. From these
//! follow the list of codes ([`CODES`]), `tcpgen explain`, the docs page and the tests.
//!
//! Checks about service render what the routing table knows: a router's faults, references and lists. None decides again.

/// Declares the checks of a folder: their modules, and the list of them.
macro_rules! checks {
    ($($name:ident),+ $(,)?) => {
        $(pub(crate) mod $name;)+

        /// The checks of this folder.
        pub(super) static CHECKS: &[&crate::check::Check] = &[$(&$name::CHECK),+];
    };
}
use checks;

#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the check")]
mod check;
mod edit;
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

use std::sync::LazyLock;

use check::{Check, Run};
pub use run::check;
pub use state::empty_input::empty_input;
pub use state::suppress::suppress;
pub use view::allow_list_view::AllowListView;
pub use view::context::Context;
pub use view::entry_point_view::EntryPointView;
pub use view::matcher_set::MatcherSet;
pub use view::nameless_clients::NamelessClients;
pub use view::protocol::PROTOCOLS;
pub use view::route_view::RouteView;
pub use view::rule_view::RuleView;

use crate::diagnostic::Code;
use crate::{desired, import};

/// Every check, by folder.
static CHECKS: [&[&Check]; 10] = [
    state::CHECKS,
    name::CHECKS,
    route::CHECKS,
    rule::CHECKS,
    tls::CHECKS,
    service::CHECKS,
    middleware::CHECKS,
    protocol::CHECKS,
    scenario::CHECKS,
    table::CHECKS,
];

/// Every code that tcpgen can report, by name: those of the checks, and those of reading state files and manifests.
pub static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(|| {
    let checks = CHECKS.iter().copied().flatten().map(|check| check.code);
    let mut codes: Vec<_> = checks.chain(desired::problem::CODES).chain(import::problem::CODES).collect();
    codes.sort_unstable_by_key(|code| code.name);
    codes
});
