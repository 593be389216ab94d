use std::time::{Duration, Instant};

#[cfg(feature = "cluster")]
use crate::cluster::{Cluster, Limit};
use crate::file_store::FileStore;
use crate::store::{Fenced, Store};

/// A store for concurrent calls.
pub(crate) trait Stores: Send + Sync {
    /// The store for one call, which gives up at this moment. Does not block.
    fn open(&self, until: Instant) -> Opened;

    /// How long to wait before it is read again for those who watch it.
    fn pause(&self) -> Duration;
}

/// A store for one call.
pub(crate) struct Opened {
    pub store: Box<dyn Store + Send>,
    /// Makes it give up now.
    pub end: End,
}

/// Ends a call's work when dropped.
pub(crate) struct End(Option<Box<dyn FnOnce() + Send>>);

impl End {
    /// Runs this when dropped.
    #[cfg(feature = "cluster")]
    pub fn by(end: impl FnOnce() + Send + 'static) -> Self {
        Self(Some(Box::new(end)))
    }
}

impl Drop for End {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

/// Work on a file does not wait for a network and is never interrupted.
impl Stores for FileStore {
    fn open(&self, _: Instant) -> Opened {
        Opened { store: Box::new(self.clone()), end: End(None) }
    }

    fn pause(&self) -> Duration {
        Duration::from_secs(1)
    }
}

#[cfg(feature = "cluster")]
impl Stores for Cluster {
    fn open(&self, until: Instant) -> Opened {
        let limit = Limit::until(until);
        let store = Box::new(self.clone().within(limit.clone()));
        Opened { store, end: End::by(move || limit.end()) }
    }

    /// Every look lists what there is, for an API server that has others to answer.
    fn pause(&self) -> Duration {
        Duration::from_secs(10)
    }
}

/// Stores whose calls read and write only some namespaces.
pub(crate) struct FencedStores<S> {
    stores: S,
    namespaces: Vec<String>,
}

impl<S> FencedStores<S> {
    /// Fences every call in to these namespaces.
    pub fn new(stores: S, namespaces: &[String]) -> Self {
        Self { stores, namespaces: namespaces.to_vec() }
    }
}

impl<S: Stores> Stores for FencedStores<S> {
    fn open(&self, until: Instant) -> Opened {
        let Opened { store, end } = self.stores.open(until);
        Opened { store: Box::new(Fenced::new(store, self.namespaces.iter().cloned())), end }
    }

    fn pause(&self) -> Duration {
        self.stores.pause()
    }
}
