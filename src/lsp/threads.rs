//! The server of `tcpgen lsp`, on standard input and output.
//!
//! Three threads share the work. One takes messages and notes what is cancelled ([`serve`]); one owns the texts and answers
//! ([`work`]); one reads files ([`loads`]). So no message waits for a file system, and changes that arrive while a state is
//! compiled are compiled together.
//!
//! Events are sent to the worker; none ends the session.

use std::io;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};
use std::sync::{Arc, PoisonError};
use std::thread;

use lsp_server::{Connection, Message};

use super::capabilities::initialized;
use super::client::Client;
use super::event::{Cancelled, Event, Load, Loaded, Outgoing, cancelled_id};
use super::loader::load;
use super::worker::Worker;
use crate::file_store::Disk;

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
    connection.initialize_finish(id, initialized(client)).map_err(io::Error::other)?;
    let (events, received) = channel();
    let cancelled = Cancelled::default();
    let loads = loads(events.clone());
    let (out, of_worker) = (connection.sender.clone(), Arc::clone(&cancelled));
    let work = move || work(Worker::new(client, of_worker), &received, &out, &loads);
    let worker = thread::Builder::new().name("worker".to_owned()).spawn(work)?;
    let ended = forward(&connection, &events, &cancelled);
    drop(events);
    drop(connection);
    worker.join().map_err(|_| io::Error::other("a thread of the server ended"))?;
    ended
}

/// Hands messages to the worker until the session ends.
fn forward(connection: &Connection, events: &Sender<Option<Event>>, cancelled: &Cancelled) -> io::Result<bool> {
    let gone = || io::Error::other("a thread of the server ended");
    for message in &connection.receiver {
        match message {
            Message::Request(request) if request.method == "shutdown" => {
                events.send(None).map_err(|_| gone())?;
                return connection.handle_shutdown(&request).map_err(io::Error::other);
            }
            Message::Notification(notification) if notification.method == "exit" => {
                let _ = events.send(None);
                return Ok(false);
            }
            Message::Notification(notification) if notification.method == "$/cancelRequest" => {
                if let Some(id) = cancelled_id(&notification.params) {
                    cancelled.lock().unwrap_or_else(PoisonError::into_inner).insert(id.clone());
                    events.send(Some(Event::Cancel(id))).map_err(|_| gone())?;
                }
            }
            message => events.send(Some(Event::Message(message))).map_err(|_| gone())?,
        }
    }
    let _ = events.send(None);
    Ok(false)
}

/// Answers until the session ends. What has arrived goes before diagnostics: of several changes only the last is compiled.
fn work(
    mut worker: Worker,
    events: &Receiver<Option<Event>>,
    out: &crossbeam_channel::Sender<Message>,
    loads: &Sender<Load>,
) {
    loop {
        while let Some(outgoing) = worker.outgoing() {
            match outgoing {
                // If the client is gone, the session ends with its next message.
                Outgoing::Message(message) => drop(out.send(message)),
                Outgoing::Load(load) => {
                    if let Err(unsent) = loads.send(load) {
                        worker.take(Event::Loaded(Loaded::without(unsent.0.path, "files cannot be read")));
                    }
                }
            }
        }
        let event = match events.try_recv() {
            Ok(event) => event,
            Err(TryRecvError::Disconnected) => return,
            Err(TryRecvError::Empty) => {
                if worker.publish_one() {
                    continue;
                }
                let Ok(event) = events.recv() else { return };
                event
            }
        };
        let Some(event) = event else { return };
        worker.take(event);
    }
}

/// Starts the thread that reads files, which ends with what is returned.
fn loads(events: Sender<Option<Event>>) -> Sender<Load> {
    let (loads, received) = channel::<Load>();
    let read = move || {
        for wanted in received {
            if events.send(Some(Event::Loaded(load(&Disk, &wanted)))).is_err() {
                return;
            }
        }
    };
    // Without a thread nothing is ever read, and what is open is checked alone.
    let _ = thread::Builder::new().name("loader".to_owned()).spawn(read);
    loads
}
