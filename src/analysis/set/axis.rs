use smol_str::SmolStr;

use super::extent::Asked;
use super::names::NameAtoms;
use super::offers::Offers;
use crate::connection::Connection;

/// What is told apart of the connections to one entry point, beside their addresses.
#[derive(Clone, Debug)]
pub(in crate::analysis) struct Axis {
    pub entry_point: SmolStr,
    pub names: NameAtoms,
    pub offers: Offers,
    /// Which connections are asked about.
    pub asked: Asked,
}

impl Axis {
    /// The numbers of a connection's server name and of what it offers.
    pub fn numbers(&self, connection: &Connection) -> (u32, u32) {
        match &connection.tls {
            None => (0, Offers::NOTHING),
            Some(hello) => (self.names.number(hello), self.offers.choice(&hello.alpn)),
        }
    }
}
