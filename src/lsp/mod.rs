//! The face for editors: the answers of `editor` over the Language Server Protocol 3.17.
//!
//! Three threads share the work. One takes messages and notes what is cancelled ([`serve`]); one owns the texts and answers
//! (`worker`); one reads files (`loader`). So no message waits for a file system, and changes that arrive while a state is
//! compiled are compiled together.

mod answer;
mod capabilities;
mod client;
mod documents;
mod encoding;
mod event;
mod loader;
mod paths;
mod state;
mod worker;

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, PoisonError};
use std::thread;

use lsp_server::{Connection, Message, RequestId};
use serde_json::{Value, json};

use client::Client;
use event::{Cancelled, Event};
use loader::Loader;
use worker::Worker;

/// Serves a client on standard input and output until it ends the session. False if it ended without `shutdown`.
///
/// # Errors
/// When the client does not speak the protocol, or the streams fail.
pub(crate) fn serve() -> io::Result<bool> {
    let (connection, threads) = Connection::stdio();
    let ended = converse(connection)?;
    threads.join()?;
    Ok(ended)
}

fn converse(connection: Connection) -> io::Result<bool> {
    let (id, params) = connection.initialize_start().map_err(io::Error::other)?;
    let client = Client::new(&params);
    let answer = json!({
        "capabilities": capabilities::capabilities(client),
        "serverInfo": { "name": "tcpgen", "version": env!("CARGO_PKG_VERSION") },
    });
    connection.initialize_finish(id, answer).map_err(io::Error::other)?;
    let (events, received) = channel();
    let cancelled = Cancelled::default();
    let loader = Loader::new(events.clone());
    let (out, of_worker) = (connection.sender.clone(), Arc::clone(&cancelled));
    let work = move || Worker::new(client, out, loader, of_worker).run(&received);
    let worker = thread::Builder::new().name("worker".to_owned()).spawn(work)?;
    let ended = forward(&connection, &events, &cancelled);
    drop(events);
    drop(connection);
    worker.join().map_err(|_| io::Error::other("a thread of the server ended"))?;
    ended
}

/// Hands messages to the worker until the session ends.
fn forward(connection: &Connection, events: &Sender<Event>, cancelled: &Cancelled) -> io::Result<bool> {
    let gone = || io::Error::other("a thread of the server ended");
    for message in &connection.receiver {
        match message {
            Message::Request(request) if request.method == "shutdown" => {
                events.send(Event::Finish).map_err(|_| gone())?;
                return connection.handle_shutdown(&request).map_err(io::Error::other);
            }
            Message::Notification(notification) if notification.method == "exit" => {
                let _ = events.send(Event::Finish);
                return Ok(false);
            }
            Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                if let Some(id) = cancelled_id(&notification.params) {
                    cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
                    events.send(Event::Cancel(id)).map_err(|_| gone())?;
                }
            }
            message => events.send(Event::Message(message)).map_err(|_| gone())?,
        }
    }
    let _ = events.send(Event::Finish);
    Ok(false)
}

fn cancelled_id(params: &Value) -> Option<RequestId> {
    let id = params.get("id")?;
    let number = id.as_i64().and_then(|number| i32::try_from(number).ok()).map(RequestId::from);
    number.or_else(|| Some(RequestId::from(id.as_str()?.to_owned())))
}
