//! The agent's face: the traffic tools over the Model Context Protocol. Async code and waiting live here and nowhere
//! above; the tools are those of [`crate::operation`]. A client can watch what it reads ([`watch`], [`subscriptions`]).

mod calls;
mod completion;
mod consent;
mod cors;
mod definition;
mod gate;
mod http;
mod listening;
mod progress;
mod prompt;
mod prompts;
mod resources;
mod server;
mod stdin;
mod stores;
mod subscriptions;
mod watch;

pub(crate) use http::Http;
pub(crate) use server::Rights;
pub(crate) use stores::{FencedStores, Stores};

use std::io;
use std::time::Duration;

use rmcp::ServiceExt;
use tokio::runtime::Builder;

use calls::Calls;
use listening::Listening;
use server::Server;
use stdin::Input;

/// Serves a store until the client disconnects or the process is asked to stop. A call takes no longer than `timeout`.
///
/// # Errors
/// When the address cannot be listened on, or the client does not speak the protocol.
pub(crate) fn serve(stores: Box<dyn Stores>, timeout: Duration, rights: Rights, http: Option<Http>) -> io::Result<()> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let server = Server::new(Calls::new(stores, timeout), rights);
    let outcome = runtime.block_on(async {
        match http {
            Some(http) => http::serve(server, http).await,
            None => on_stdio(server).await,
        }
    });
    // Standard input is read on a thread of its own, which nobody can call back.
    runtime.shutdown_background();
    outcome
}

async fn on_stdio(server: Server) -> io::Result<()> {
    let input = Input::new(server.subscriptions().clone());
    let running = match Listening(server).serve((input, tokio::io::stdout())).await {
        Ok(running) => running,
        // A client that goes away before it has said anything is no failure.
        Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(()),
        Err(error) => return Err(io::Error::other(error.to_string())),
    };
    running.waiting().await.map(drop).map_err(io::Error::other)
}
