//! `tcpgen apply`, `tcpgen delete` and `tcpgen diff --cluster`: a state and the cluster that it is for.

mod arguments;
#[cfg(feature = "cluster")]
mod ask;
mod commands;
#[cfg(feature = "cluster")]
mod connect;
#[cfg(feature = "cluster")]
mod fence;
#[cfg(feature = "cluster")]
mod only;
mod preview;
#[cfg(feature = "cluster")]
mod rehearse;
#[cfg(feature = "cluster")]
mod rollback;
#[cfg(feature = "cluster")]
mod run;
mod source;
#[cfg(feature = "cluster")]
mod state_name;
#[cfg(feature = "cluster")]
mod summary;
#[cfg(feature = "cluster")]
mod surrounded;
#[cfg(feature = "cluster")]
mod telling;
#[cfg(feature = "cluster")]
mod wait;

pub(super) use arguments::{ApplyArguments, DeleteArguments, RollbackArguments};
pub(super) use commands::{apply, delete, rollback};
pub(super) use preview::Previewed;
pub(super) use source::{Around, ClusterSource};
