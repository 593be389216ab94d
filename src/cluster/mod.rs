//! The cluster face: a [`Store`](crate::store::Store) that is a Kubernetes cluster, and what `tcpgen apply` and
//! `tcpgen delete` do with it.
//!
//! Objects are written with server-side apply, as field manager `tcpgen`: an update replaces what tcpgen owns and leaves
//! alone what others own. Nothing is ever deleted in order to be changed. Every operation is safe to do again, so what
//! fails on the way there (a busy server, a broken connection) is tried again.

mod answer;
mod at_once;
mod batches;
mod client;
mod clock;
#[expect(clippy::module_inception, reason = "one type a file, and the room's type is the cluster")]
mod cluster;
mod config;
mod connection;
mod content;
mod error;
mod help;
mod history;
mod interrupt;
mod issuer;
mod kept;
mod kubeconfig;
mod limit;
mod link;
mod listing;
mod login;
mod lost;
mod namespace;
mod notes;
mod options;
mod ordered;
mod pages;
mod patience;
mod predicted;
mod preview;
mod proxy;
mod refusal;
mod rehearsal;
mod removal;
mod request;
mod retry;
mod run;
mod running;
mod settled;
mod stack;
mod status;
mod step;
mod surroundings;
mod takeover;
mod token_edit;
mod token_file;
mod token_save;
mod tokens;
mod users;
mod worker;
mod write;

pub use clock::Clock;
pub use cluster::Cluster;
pub use content::STATE_LABEL;
pub use error::ClusterError;
pub use history::Revision;
pub use interrupt::until_interrupted;
pub use kept::Kept;
pub use limit::Limit;
pub use listing::Found;
pub(crate) use namespace::context_namespace;
pub use options::ClusterOptions;
pub use ordered::Orders;
pub use preview::{Preview, Wish};
pub(crate) use rehearsal::Intent;
pub use rehearsal::Rehearsal;
pub use run::Run;
pub use running::{ApiLogin, TraefikApi};
pub use status::Conflict;
pub use step::{Done, Step};
pub use surroundings::Surroundings;
pub(crate) use users::Removal;
pub use write::Written;
