/// How a client begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mode {
    /// Without TLS.
    Plain,
    /// With TLS.
    Tls,
    /// With PostgreSQL's SSLRequest, and then without TLS.
    PostgresPlain,
    /// With PostgreSQL's SSLRequest, and then with TLS.
    PostgresTls,
}

impl Mode {
    /// All of them, in their order.
    pub const ALL: [Self; 4] = [Self::Plain, Self::Tls, Self::PostgresPlain, Self::PostgresTls];

    /// The mode of a connection.
    pub fn of(connection: &crate::connection::Connection) -> Self {
        match (connection.tls.is_some(), connection.postgres) {
            (false, false) => Self::Plain,
            (true, false) => Self::Tls,
            (false, true) => Self::PostgresPlain,
            (true, true) => Self::PostgresTls,
        }
    }

    /// Whether the client speaks TLS.
    pub fn is_tls(self) -> bool {
        matches!(self, Self::Tls | Self::PostgresTls)
    }

    /// Whether the client sends PostgreSQL's SSLRequest first.
    pub fn is_postgres(self) -> bool {
        matches!(self, Self::PostgresPlain | Self::PostgresTls)
    }

    pub(super) fn place(self) -> usize {
        self as usize
    }
}
