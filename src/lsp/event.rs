use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use lsp_server::{Message, RequestId};
use serde_json::Value;

use crate::source::SourceFile;

/// The requests that the client does not wait for any more.
pub(super) type Cancelled = Arc<Mutex<HashSet<RequestId>>>;

/// What the worker waits for.
#[derive(Debug)]
pub(super) enum Event {
    /// A message of the client.
    Message(Message),
    /// The client does not wait for this request any more.
    Cancel(RequestId),
    /// Files were read.
    Loaded(Loaded),
}

/// What the worker leaves to those around it, in order.
#[derive(Debug)]
pub(super) enum Outgoing {
    /// A message for the client.
    Message(Message),
    /// Files to be read.
    Load(Load),
}

/// What is to be read.
#[derive(Clone, Debug)]
pub(super) struct Load {
    /// A file whose state is wanted.
    pub path: PathBuf,
    /// The texts that are open of roots, and of what names files with Traefik's configuration: they count, and not what is on
    /// disk.
    pub open: Vec<(PathBuf, String)>,
}

/// What was read.
#[derive(Clone, Debug)]
pub(super) struct Loaded {
    /// The file whose state was wanted.
    pub path: PathBuf,
    /// The root of its state; the file itself if no root lists it.
    pub root: PathBuf,
    /// Every file of the state, with its text or why it cannot be read.
    pub parts: Vec<(PathBuf, Result<String, String>)>,
    /// The facts of the files with Traefik's configuration that they name.
    pub found: Vec<SourceFile>,
    /// Why the list of files is not followed, or a file with Traefik's configuration is not read.
    pub problem: Option<String>,
}

impl Loaded {
    /// A file that is alone, and cannot be read.
    pub fn without(path: PathBuf, why: &str) -> Self {
        let parts = vec![(path.clone(), Err(why.to_owned()))];
        Self { root: path.clone(), path, parts, found: Vec::new(), problem: None }
    }
}

/// The request that a client cancels.
pub(super) fn cancelled_id(params: &Value) -> Option<RequestId> {
    let id = params.get("id")?;
    let number = id.as_i64().and_then(|number| i32::try_from(number).ok()).map(RequestId::from);
    number.or_else(|| Some(RequestId::from(id.as_str()?.to_owned())))
}
