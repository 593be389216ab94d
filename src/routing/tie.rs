//! Whether it matters which of several routers takes a connection.

use super::Cause;
use super::backend::Backend;
use super::router::Router;

/// What becomes of a connection, and by which router, if any.
pub(super) type Deed<'t> = (Cause, Option<&'t Router>);

/// Whether two deeds are the same to the client: forwarded to the same services with TLS treated alike, or not forwarded
/// for the same reason.
pub(super) fn same(a: Deed<'_>, b: Deed<'_>) -> bool {
    if let ((Cause::Forwarded, Some(a)), (Cause::Forwarded, Some(b))) = (a, b) {
        let same_way = a.tls_mode == b.tls_mode && a.tls_options == b.tls_options && a.turns == b.turns;
        return same_way && same_shares(a, b);
    }
    a.0.outcome() == b.0.outcome() && a.0.reason() == b.0.reason()
}

/// Whether two routers hand their connections to the same services in the same proportion.
fn same_shares(a: &Router, b: &Router) -> bool {
    let weight = |backend: &Backend| u128::try_from(backend.share.weight).unwrap_or(0);
    let sum = |router: &Router| router.backends.iter().map(weight).sum::<u128>();
    let (all_a, all_b) = (sum(a), sum(b));
    let part =
        |router: &Router, of: &Backend| router.backends.iter().filter(|it| it.is_like(of)).map(weight).sum::<u128>();
    a.backends.iter().chain(&b.backends).all(|backend| {
        let (a, b) = (part(a, backend).checked_mul(all_b), part(b, backend).checked_mul(all_a));
        a.is_some() && a == b
    })
}
