use std::sync::Arc;

use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use smol_str::SmolStr;

use super::fate::Reached;
use crate::analysis::set::{Clients, NameList, OfferList, Row, Universe};
use crate::connection::Connection;

/// Connections that are treated alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ReachClass {
    /// Which connections these are.
    #[serde(flatten)]
    pub set: ReachSet,
    /// What becomes of them.
    #[serde(flatten)]
    pub fate: Arc<Reached>,
    /// One of them.
    pub witness: Option<Connection>,
}

/// A box of connections: all that are in each of its parts.
#[derive(Clone, Debug, PartialEq)]
pub struct ReachSet {
    /// The entry point; `*` stands for those that nobody declared and no route names.
    pub entry_point: SmolStr,
    /// Where the clients come from.
    pub clients: Clients,
    /// Whether they speak TLS.
    pub tls: bool,
    /// The server names that they send.
    pub names: Arc<NameList>,
    /// The protocols that they offer.
    pub alpn: Arc<OfferList>,
    /// Whether they send PostgreSQL's SSLRequest first.
    pub postgres: bool,
}

impl ReachSet {
    pub(super) fn new<V>(universe: &Universe, row: &Row<V>, names: &Arc<NameList>, alpn: &Arc<OfferList>) -> Self {
        Self {
            entry_point: row.entry_point(universe),
            clients: row.clients.clone(),
            tls: row.mode.is_tls(),
            names: Arc::clone(names),
            alpn: Arc::clone(alpn),
            postgres: row.mode.is_postgres(),
        }
    }
}

impl Serialize for ReachSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ranges: Vec<String> = self.clients.ranges().iter().map(ToString::to_string).collect();
        let mut set = serializer.serialize_struct("ReachSet", 6)?;
        set.serialize_field("entry_point", &self.entry_point)?;
        set.serialize_field("clients", &ranges)?;
        set.serialize_field("tls", &self.tls)?;
        set.serialize_field("names", &*self.names)?;
        set.serialize_field("alpn", &*self.alpn)?;
        set.serialize_field("postgres", &self.postgres)?;
        set.end()
    }
}
