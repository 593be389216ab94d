//! The server's life.

use std::convert::Infallible;
use std::future::ready;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::oneshot;

use super::admission::admit;
use super::generation::Generation;
use super::kind::Kind;
use super::service::answer;
use super::store::{Applied, Key, Store};

/// A Kubernetes API server on a free loopback port, with objects that a test puts there. It ends when dropped, and
/// every connection with it.
#[derive(Debug)]
pub struct KubeApi {
    store: Arc<Store>,
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
        let store = Arc::new(Store::new());
        let (stop, stopped) = oneshot::channel();
        let served = Arc::clone(&store);
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let runtime = runtime.expect("cannot start an async runtime");
            // Its connections end with the runtime, which ends with this thread.
            runtime.spawn(serve(listener, served));
            let _ = runtime.block_on(stopped);
        });
        Self { store, address, generation: Mutex::default(), stop: Some(stop), thread: Some(thread) }
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
        self.store.apply(object)
    }

    /// Deletes an object by its kind's name (`IngressRouteTCP`); false when there is none. The namespace of a
    /// cluster's object is empty.
    pub fn delete(&self, kind: &str, namespace: &str, name: &str) -> bool {
        self.store.delete(&key(kind, namespace, name))
    }

    /// An object as it is kept, with its uid and versions.
    pub fn object(&self, kind: &str, namespace: &str, name: &str) -> Option<Value> {
        let wanted = key(kind, namespace, name);
        self.store.list(|key, _| *key == wanted).1.pop()
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

async fn serve(listener: TcpListener, store: Arc<Store>) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("the listener does not block");
    while let Ok((stream, _)) = listener.accept().await {
        let store = Arc::clone(&store);
        let respond = service_fn(move |request| ready(Ok::<_, Infallible>(answer(&request, &store))));
        // A client that breaks off is its own affair.
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), respond));
    }
}
