//! The face for editors: the answers of `editor` over the Language Server Protocol 3.17.
//!
//! The worker owns the texts and answers; it takes events and leaves what is to be sent and read, so it needs neither threads nor
//! files. With both it is `tcpgen lsp` (`threads`); with neither it is a WebAssembly module, whose host hands in messages and
//! files (`alone`).

#[cfg(feature = "language-server-module")]
mod alone;
mod answer;
mod capabilities;
mod client;
mod documents;
mod encoding;
mod event;
#[cfg(feature = "language-server-module")]
mod exported;
mod loader;
mod paths;
mod state;
#[cfg(feature = "lsp")]
mod threads;
mod worker;

#[cfg(feature = "lsp")]
pub(crate) use threads::serve;
