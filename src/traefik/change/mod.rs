//! Every change of behaviour from 2.11 to 3.7, by topic.

mod connections;
mod provider;
mod rules;
mod services;
mod settings;
mod tls;
mod topic;

pub use connections::*;
pub use provider::*;
pub use rules::*;
pub use services::*;
pub use settings::*;
pub use tls::*;
pub use topic::{Change, Evidence, Topic, When};

/// All changes.
pub const TOPICS: [Topic; 6] =
    [rules::TOPIC, connections::TOPIC, tls::TOPIC, services::TOPIC, provider::TOPIC, settings::TOPIC];

const _: () = assert!(settings::END <= 64, "`Changes` has 64 bits");

/// Every change, in the order of the topics.
pub fn all() -> impl Iterator<Item = &'static Change> {
    TOPICS.iter().flat_map(|topic| topic.changes)
}
