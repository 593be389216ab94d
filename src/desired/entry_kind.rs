/// The tables of a state file whose entries become objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// `[servers_transports.*]`
    ServersTransport,
    /// `[tls_options.*]`
    TlsOption,
    /// `[tls_stores.*]`
    TlsStore,
    /// `[middlewares.*]`
    Middleware,
    /// `[routes.*]`
    Route,
}

impl EntryKind {
    /// All kinds, referenced ones before routes.
    pub const ALL: [Self; 5] = [Self::ServersTransport, Self::TlsOption, Self::TlsStore, Self::Middleware, Self::Route];

    /// The table's name.
    pub fn table(self) -> &'static str {
        match self {
            Self::ServersTransport => "servers_transports",
            Self::TlsOption => "tls_options",
            Self::TlsStore => "tls_stores",
            Self::Middleware => "middlewares",
            Self::Route => "routes",
        }
    }

    /// Splits `table.key`; the key may have dots and a namespace. None when there is no such table.
    pub fn split(text: &str) -> Option<(Self, &str)> {
        let (table, key) = text.split_once('.')?;
        let kind = Self::ALL.into_iter().find(|kind| kind.table() == table)?;
        Some((kind, key))
    }
}

#[cfg(test)]
mod tests {
    use super::EntryKind;

    #[test]
    fn a_step_names_an_entry_by_table_and_key() {
        assert_eq!(EntryKind::split("routes.prod/pg.v1"), Some((EntryKind::Route, "prod/pg.v1")));
        assert_eq!(EntryKind::split("route.pg"), None);
        assert_eq!(EntryKind::split("pg"), None);
    }
}
