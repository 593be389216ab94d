use crate::desired::{Common, DesiredState, Named};

/// What every entry that becomes an object may carry, in the order of the kinds.
pub(super) fn commons(desired: &DesiredState) -> impl Iterator<Item = &Common> {
    fn of<T>(entries: &[Named<T>], common: fn(&T) -> &Common) -> impl Iterator<Item = &Common> {
        entries.iter().map(move |entry| common(&entry.body))
    }
    of(&desired.servers_transports, |body| &body.common)
        .chain(of(&desired.tls_options, |body| &body.common))
        .chain(of(&desired.tls_stores, |body| &body.common))
        .chain(of(&desired.middlewares, |body| &body.common))
        .chain(of(&desired.routes, |body| &body.common))
}
