//! What must hold for all connections to some services, and whether it does.

mod class_places;
mod proof;
mod reaches;

pub(crate) use proof::Prover;
pub use proof::{Part, Proof, prove};

use super::reach::ServiceName;
use super::set::Selection;

/// A statement about every connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// The services that it is about; none: every service.
    pub to: Option<Vec<ServiceName>>,
    /// What it demands of `set`.
    pub demand: Demand,
    /// The connections that the demand is about.
    pub set: Selection,
}

/// What an invariant demands of a set of connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Demand {
    /// Whoever reaches the services is in the set.
    Only,
    /// Nobody in the set reaches them.
    Never,
    /// Everybody in the set reaches them, and no other service. Clients that offer `acme-tls/1` are meant only if the set
    /// names it.
    Always,
}

impl Demand {
    /// As in a state file.
    pub fn name(self) -> &'static str {
        match self {
            Self::Only => "only",
            Self::Never => "never",
            Self::Always => "always",
        }
    }
}
