//! The server's life.

use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::sync::oneshot;

use super::access::{Access, User};
use super::admission::admit;
use super::faults::{Asked, Faults, Trap};
use super::generation::Generation;
use super::kind::Kind;
use super::server_side_apply;
use super::service::{Served, answer};
use super::store::{Applied, Key, Store};

/// A Kubernetes API server on a free loopback port, with objects that a test puts there. It ends when dropped, and
/// every connection with it.
#[derive(Debug)]
pub struct KubeApi {
    served: Arc<Served>,
    address: SocketAddr,
    generation: Mutex<Generation>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl KubeApi {
    /// Starts a server with no objects.
    pub fn start() -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("no free loopback port");
        let address = listener.local_addr().expect("a bound listener has an address");
        listener.set_nonblocking(true).expect("a socket can be asked not to block");
        let served =
            Arc::new(Served { store: Arc::new(Store::new()), faults: Faults::default(), access: Access::default() });
        let (stop, stopped) = oneshot::channel();
        let shared = Arc::clone(&served);
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("cannot start an async runtime");
            // Its connections end with the runtime, which ends with this thread.
            runtime.spawn(serve(listener, shared));
            let _ = runtime.block_on(stopped);
        });
        Self { served, address, generation: Mutex::default(), stop: Some(stop), thread: Some(thread) }
    }

    /// Its URL.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Makes the objects by which to know what Traefik has seen be of the ingress class that it serves.
    pub fn serve_class(&self, class: Option<&'static str>) {
        self.generation.lock().unwrap_or_else(PoisonError::into_inner).class = class;
    }

    /// Creates or updates every object of a YAML stream; `List` objects are taken apart. Tells what came of each.
    pub fn apply(&self, yaml: &str) -> Vec<Applied> {
        let documents = serde_yaml::Deserializer::from_str(yaml).map(Value::deserialize);
        let documents: Result<Vec<Value>, _> = documents.collect();
        let documents = documents.unwrap_or_else(|error| panic!("not YAML: {error}\n{yaml}"));
        let objects = documents.into_iter().filter(|document| !document.is_null()).flat_map(parts);
        objects.map(|object| self.apply_object(object)).collect()
    }

    /// Creates or updates the objects by which to know that Traefik has seen all else, with the next number; then
    /// lets `wait` see to it that Traefik has, before anybody gets the number after it.
    pub fn with_next_generation<T>(&self, wait: impl FnOnce(Generation) -> T) -> T {
        let mut newest = self.generation.lock().unwrap_or_else(PoisonError::into_inner);
        newest.number += 1;
        let generation = *newest;
        for object in generation.objects() {
            self.apply_object(object);
        }
        wait(generation)
    }

    /// Creates or updates one object.
    pub fn apply_object(&self, mut object: Value) -> Applied {
        admit(&mut object);
        self.served.store.apply(object)
    }

    /// Deletes an object by its kind's name (`IngressRouteTCP`); false when there is none. The namespace of a
    /// cluster's object is empty.
    pub fn delete(&self, kind: &str, namespace: &str, name: &str) -> bool {
        self.served.store.delete(&key(kind, namespace, name))
    }

    /// An object as it is kept, with its uid and versions.
    pub fn object(&self, kind: &str, namespace: &str, name: &str) -> Option<Value> {
        let wanted = key(kind, namespace, name);
        self.served.store.list(|key, _| *key == wanted).1.pop()
    }
}

/// What a test does to its clients, and what it sees of them.
impl KubeApi {
    /// Lets something go wrong from now on.
    pub fn trap(&self, trap: Trap) {
        self.served.faults.set(trap);
    }

    /// Takes a kind's CRD away, by its plural name.
    pub fn without(&self, resource: &'static str) {
        self.served.faults.miss(resource);
    }

    /// From now on, only users who are known are let in, with their tokens.
    pub fn know(&self, token: &'static str, user: User) {
        self.served.access.know(token, user);
    }

    /// Forgets all versions before the newest.
    pub fn forget(&self) {
        self.served.store.forget();
    }

    /// Marks a namespace as being deleted: what is in it stays, and nothing can be created in it.
    pub fn end_namespace(&self, name: &str) {
        let metadata = json!({ "name": name, "deletionTimestamp": "2026-01-01T00:00:00Z" });
        let status = json!({ "phase": "Terminating" });
        self.apply_object(json!({ "apiVersion": "v1", "kind": "Namespace", "metadata": metadata, "status": status }));
    }

    /// Lets all go well again.
    pub fn heal(&self) {
        self.served.faults.clear();
    }

    /// All requests so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.served.faults.asked()
    }

    /// Applies an object as another manager, who takes over whatever is in the way.
    pub fn apply_as(&self, manager: &str, object: &Value) {
        let change = |live: Option<&Value>| server_side_apply::apply(live, object, manager, true);
        let applied = self.served.store.change(&key_of(object), false, change);
        applied.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    }

    /// Writes a whole object as a manager that does without server-side apply.
    pub fn update_as(&self, manager: &str, object: &Value) {
        let nothing = json!({});
        let change = |live: Option<&Value>| Ok(server_side_apply::update(live.unwrap_or(&nothing), object, manager));
        let updated = self.served.store.change(&key_of(object), false, change);
        updated.unwrap_or_else(|refusal| panic!("{refusal:?}"));
    }
}

impl Drop for KubeApi {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn key(kind: &str, namespace: &str, name: &str) -> Key {
    let kind = Kind::named(kind).unwrap_or_else(|| panic!("this server keeps no {kind}"));
    Key { kind, namespace: namespace.to_owned(), name: name.to_owned() }
}

fn key_of(object: &Value) -> Key {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let metadata = &object["metadata"];
    key(&text(&object["kind"]), &text(&metadata["namespace"]), &text(&metadata["name"]))
}

/// The objects of a `List`, or the one object.
fn parts(mut document: Value) -> Vec<Value> {
    if document["kind"] != "List" {
        return vec![document];
    }
    match document["items"].take() {
        Value::Array(items) => items,
        _ => Vec::new(),
    }
}

async fn serve(listener: TcpListener, served: Arc<Served>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("the listener does not block");
    while let Ok((stream, _)) = listener.accept().await {
        let served = Arc::clone(&served);
        let respond = service_fn(move |request| answer(request, Arc::clone(&served)));
        // A client that breaks off is its own affair.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), respond));
    }
}
