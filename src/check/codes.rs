use std::sync::LazyLock;

use super::check::Check;
use super::{invariant, middleware, name, protocol, route, rule, scenario, service, state, table, tls};
use crate::diagnostic::Code;
use crate::{desired, import};

/// Every check, by folder.
pub(super) static CHECKS: [&[&Check]; 11] = [
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
    invariant::CHECKS,
];

/// Every code that tcpgen can report, by name: those of the checks, and those of reading state files and manifests.
pub static CODES: LazyLock<Vec<&'static Code>> = LazyLock::new(|| {
    let checks = CHECKS.iter().copied().flatten().map(|check| check.code);
    let mut codes: Vec<_> = checks.chain(desired::problem::CODES).chain(import::problem::CODES).collect();
    codes.sort_unstable_by_key(|code| code.name);
    codes
});

/// The code of this name.
pub fn code(name: &str) -> Option<&'static Code> {
    let at = CODES.binary_search_by_key(&name, |code| code.name).ok()?;
    CODES.get(at).copied()
}
