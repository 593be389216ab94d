//! What a state's routers and connections do differently under another version of Traefik, and because of which change.
//!
//! The same texts are compiled for both versions. Between the two lie Traefiks that have some of the changes and not the
//! others; they exist only as routing tables (`mixtures`), and tell what a difference comes from (`cause`): the one change
//! that alone brings it, or, where none does, the fewest that together do.
//!
//! 1. `routers`: routers with another status, error or server.
//! 2. `classes`: connections that are treated differently, all of them, as `tcpgen diff` divides them: one state under two
//!    versions is compared as two states are.
//! 3. `connections`: what classes do not divide, for which router it is, one version of TLS alone, certificates, and hellos
//!    that a version cannot read are no part of them. One client is tried for each of those that either table, or how either
//!    version reads first bytes, tells apart.
//! 4. `written`: what stands in the state and is no matter of routing: settings with which a version does not start, fields
//!    that it does not have or reads otherwise.
//!
//! Pure code: no I/O, and the same answer for the same texts.

mod cause;
mod classes;
mod connections;
mod ending;
mod human;
mod markdown;
mod mixtures;
mod noticed;
mod routers;
mod row;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the upgrade")]
mod upgrade;
mod words;
mod written;

pub(crate) use connections::ConnectionDifference;
pub(crate) use ending::Ending;
pub use ending::Server;
pub use human::human;
pub use markdown::markdown;
pub use routers::RouterState;
pub use row::Row;
pub use upgrade::{Effect, Upgrade};
pub use written::Written;
