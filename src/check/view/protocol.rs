//! What is publicly known of the protocols that a route's `protocol` can name: all that checks say about them is here.

/// Which end sends the first bytes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// The client: a proxy that waits for its first bytes does no harm.
    Client,
    /// The server: the client waits for its greeting.
    Server,
    /// Both at once, and some clients wait for the server all the same.
    Both,
}

/// Where TLS begins on a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TlsStart {
    /// With the first byte: Traefik reads the ClientHello.
    FirstByte,
    /// After words in the clear; says which. Traefik sees no ClientHello at the beginning.
    InBand(&'static str),
    /// After words in the clear (says which) on these ports, with the first byte on others.
    InBandOn(&'static [i64], &'static str),
    /// After PostgreSQL's SSLRequest, which Traefik speaks from v3.0 on.
    PostgresRequest,
    /// The protocol has no TLS.
    Never,
}

/// Whether clients name the server that they want in their ClientHello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerName {
    /// The usual clients do, when they connect to a name and not to an address.
    Sent,
    /// It depends on the client; nothing general can be said.
    Varies,
    /// Clients that many people use do not; says which, and what they need.
    OftenMissing(&'static str),
}

impl ServerName {
    /// Whether clients that many people use send none.
    pub fn is_often_missing(self) -> bool {
        matches!(self, Self::OftenMissing(_))
    }
}

/// One protocol.
#[derive(Debug, PartialEq, Eq)]
pub struct Protocol {
    /// The value of `protocol`.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Who speaks first.
    pub opening: Opening,
    /// Where TLS begins.
    pub tls: TlsStart,
    /// Whether a server name is sent.
    pub server_name: ServerName,
    /// The only application protocol (ALPN) that current clients offer without being asked.
    pub alpn: Option<&'static str>,
    /// Where this is written.
    pub source: &'static str,
}

impl Protocol {
    /// The protocol of this name.
    pub fn of(name: &str) -> Option<&'static Self> {
        PROTOCOLS.iter().find(|protocol| protocol.name == name)
    }

    /// Whether clients may wait for the server to speak.
    pub fn client_may_wait(&self) -> bool {
        self.opening != Opening::Client
    }

    /// Why Traefik never sees a ClientHello first, on an entry point of this port where one is known.
    pub fn hides_client_hello(&self, ports: [Option<i64>; 2]) -> Option<&'static str> {
        match self.tls {
            TlsStart::InBand(how) => Some(how),
            TlsStart::InBandOn(on, how) => ports.into_iter().flatten().any(|port| on.contains(&port)).then_some(how),
            TlsStart::Never => Some("the protocol has no TLS"),
            TlsStart::FirstByte | TlsStart::PostgresRequest => None,
        }
    }
}

const MYSQL: &str = "the server greets first, and the client asks for TLS in its answer";
const STARTTLS: &str = "the server greets first, and TLS begins after STARTTLS";

/// One protocol a line group: name, title, who speaks first, where TLS begins, server name, ALPN, source.
const fn protocol(
    names: (&'static str, &'static str),
    opening: Opening,
    tls: TlsStart,
    server_name: ServerName,
    source: &'static str,
) -> Protocol {
    Protocol { name: names.0, title: names.1, opening, tls, server_name, alpn: None, source }
}

/// In the order of the state file's documentation.
pub const PROTOCOLS: &[Protocol] = &[
    Protocol {
        alpn: Some("postgresql"),
        ..protocol(
            ("postgres", "PostgreSQL"),
            Opening::Client,
            TlsStart::PostgresRequest,
            ServerName::Sent,
            "PostgreSQL docs, protocol-flow \"SSL Session Encryption\"; libpq-connect, sslsni (14) and ALPN (17)",
        )
    },
    protocol(
        ("mysql", "MySQL"),
        Opening::Server,
        TlsStart::InBand(MYSQL),
        ServerName::Varies,
        "MySQL internals, \"Connection Phase\": Protocol::HandshakeV10, Protocol::SSLRequest",
    ),
    protocol(
        ("mariadb", "MariaDB"),
        Opening::Server,
        TlsStart::InBand(MYSQL),
        ServerName::Varies,
        "MariaDB Knowledge Base, \"Connecting\": initial handshake packet, SSLRequest packet",
    ),
    protocol(
        ("redis", "Redis"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::OftenMissing("`redis-cli` needs `--sni NAME`, ioredis and node-redis need `servername`"),
        "Redis docs, \"TLS\"; redis/redis#15602, redis/ioredis#1114",
    ),
    protocol(
        ("mqtt", "MQTT"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::Varies,
        "MQTT 5.0, section 3.1: the first packet is the client's CONNECT; section 5.4.5",
    ),
    protocol(
        ("mongodb", "MongoDB"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::Sent,
        "MongoDB driver specifications, \"Handshake\" and \"TLS Options\"",
    ),
    protocol(
        ("smtp", "SMTP"),
        Opening::Server,
        TlsStart::InBandOn(&[25, 587], STARTTLS),
        ServerName::Varies,
        "RFC 5321 section 3.1, RFC 3207 (STARTTLS), RFC 8314 section 3.3 (port 465)",
    ),
    protocol(
        ("submission", "message submission"),
        Opening::Server,
        TlsStart::InBand(STARTTLS),
        ServerName::Varies,
        "RFC 6409 section 3.1 (port 587), RFC 3207 (STARTTLS)",
    ),
    protocol(
        ("imap", "IMAP"),
        Opening::Server,
        TlsStart::InBandOn(&[143], STARTTLS),
        ServerName::Varies,
        "RFC 9051 sections 2.2 and 6.2.1, RFC 8314 section 3.2 (port 993)",
    ),
    protocol(
        ("pop3", "POP3"),
        Opening::Server,
        TlsStart::InBandOn(&[110], "the server greets first, and TLS begins after STLS"),
        ServerName::Varies,
        "RFC 1939 section 3, RFC 2595 section 4 (STLS), RFC 8314 section 3.1 (port 995)",
    ),
    protocol(
        ("ftp", "FTP"),
        Opening::Server,
        TlsStart::InBandOn(&[21], "the server greets first, and TLS begins after AUTH TLS"),
        ServerName::Varies,
        "RFC 959 section 5.4, RFC 4217 section 4 (AUTH TLS)",
    ),
    protocol(
        ("ssh", "SSH"),
        Opening::Both,
        TlsStart::Never,
        ServerName::Varies,
        "RFC 4253 section 4.2: both sides send their version, in no order",
    ),
    protocol(
        ("ldap", "LDAP"),
        Opening::Client,
        TlsStart::InBandOn(&[389], "the client asks for TLS with the StartTLS operation"),
        ServerName::OftenMissing("OpenLDAP up to 2.4, and what is built on it, sends none"),
        "RFC 4511 section 4.14 (StartTLS); python-ldap/python-ldap#314, ldapjs/node-ldapjs#853",
    ),
    protocol(
        ("kafka", "Kafka"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::Sent,
        "Kafka protocol guide, \"Network\": the client initiates; KIP-302 keeps the host name for TLS",
    ),
    protocol(
        ("amqp", "AMQP"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::Varies,
        "AMQP 0-9-1 section 2.2.4 and AMQP 1.0 section 2.2: the client sends the protocol header",
    ),
    protocol(
        ("cassandra", "Cassandra"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::OftenMissing("the drivers connect to addresses that they looked up, and `cqlsh` does too"),
        "CQL native protocol v5 section 4.1.1 (STARTUP); scylladb/scylla-cqlsh#76",
    ),
    protocol(
        ("mssql", "SQL Server"),
        Opening::Client,
        TlsStart::InBand("the TLS handshake travels inside TDS packets, behind PRELOGIN"),
        ServerName::Varies,
        "MS-TDS sections 2.2.6.5 (PRELOGIN) and 3.2.5.2; only TDS 8.0 (`Encrypt=strict`) begins with TLS",
    ),
    protocol(
        ("memcached", "memcached"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::Varies,
        "memcached doc/protocol.txt; memcached wiki, \"TLS\"",
    ),
    protocol(
        ("nats", "NATS"),
        Opening::Server,
        TlsStart::InBand("the server sends INFO first, and TLS begins after it"),
        ServerName::Varies,
        "NATS docs, \"Client Protocol\": INFO; TLS first only with `handshake_first` (2.10.4)",
    ),
    protocol(
        ("http", "HTTP"),
        Opening::Client,
        TlsStart::FirstByte,
        ServerName::Sent,
        "RFC 9112 section 9; RFC 9110 section 4.3.4",
    ),
    protocol(
        ("rdp", "RDP"),
        Opening::Client,
        TlsStart::InBand("TLS begins after the X.224 connection request in the clear"),
        ServerName::Varies,
        "MS-RDPBCGR section 5.4.2.1 (negotiation-based approach)",
    ),
];

#[cfg(test)]
mod tests {
    use super::PROTOCOLS;
    use super::Protocol;

    #[test]
    fn every_protocol_of_the_state_file_is_known() {
        let known: Vec<&str> = PROTOCOLS.iter().map(|protocol| protocol.name).collect();
        assert_eq!(known, crate::desired::PROTOCOLS);
        assert!(PROTOCOLS.iter().all(|protocol| !protocol.source.is_empty()));
    }

    #[test]
    fn ports_tell_the_two_kinds_of_imap_apart() {
        let imap = Protocol::of("imap").unwrap();
        assert!(imap.hides_client_hello([Some(1143), Some(143)]).is_some());
        assert!(imap.hides_client_hello([Some(993), None]).is_none());
        assert!(imap.hides_client_hello([None, None]).is_none());
    }
}
