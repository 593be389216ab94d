//! Where tcpgen and Traefik differ.

use std::fmt::{self, Display, Formatter};

use super::connection::Attempt;
use super::state::State;

/// One difference, with all that it takes to see it again.
#[derive(Clone, Debug)]
pub enum Disagreement {
    /// Routers have another status.
    Statuses(String),
    /// A connection has another fate.
    Connection {
        /// Which connection.
        attempt: Box<Attempt>,
        /// What tcpgen says.
        predicted: String,
        /// What Traefik did.
        seen: String,
    },
}

impl Disagreement {
    /// The difference, with the state and tcpgen's reasons.
    pub fn report(&self, state: &State) -> String {
        let reasons = match self {
            Self::Statuses(_) => String::new(),
            Self::Connection { attempt, .. } => format!("{:#?}\n", state.table.decide(&attempt.question())),
        };
        format!("{self}\n{reasons}The state:\n{}\n", state.text)
    }
}

impl Display for Disagreement {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Statuses(difference) => write!(formatter, "routers differ:\n{difference}"),
            Self::Connection { attempt, predicted, seen } => {
                write!(formatter, "`{attempt}`: tcpgen says {predicted}, Traefik did: {seen}")
            }
        }
    }
}
