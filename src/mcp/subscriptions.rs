//! What one client watches, in both ways of the protocol: subscriptions of a session, and a request that listens.

use std::collections::BTreeMap;
use std::future::Future;
use std::slice;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rmcp::model::ResourceUpdatedNotificationParam;
use rmcp::service::SubscriptionSink;
use rmcp::{ErrorData, Peer, RoleServer};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{AbortHandle, JoinSet};

use super::resources;
use super::watch::{Seen, Watch};
use crate::operation::LIST;

/// How many resources a client watches at most.
const AT_MOST: usize = 64;

/// The subscriptions of one client.
#[derive(Clone)]
pub(super) struct Subscriptions {
    watch: Watch,
    places: Arc<Semaphore>,
    of_session: Arc<Mutex<BTreeMap<String, Notifying>>>,
}

/// What is watched, in its places; or why not.
type Begun = Result<(OwnedSemaphorePermit, Vec<Seen>), ErrorData>;

/// What was watched before a request to listen was acknowledged, taken once. The protocol library acknowledges such a request
/// before it passes it on, and a change in between would be missed.
#[derive(Clone)]
pub(super) struct Prepared(Arc<Mutex<Option<Begun>>>);

impl Prepared {
    fn take(&self) -> Option<Begun> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

/// A task that ends when dropped.
struct Notifying(AbortHandle);

impl Drop for Notifying {
    fn drop(&mut self) {
        self.0.abort();
    }
}

impl Subscriptions {
    pub fn new(watch: Watch) -> Self {
        Self { watch, places: Arc::new(Semaphore::new(AT_MOST)), of_session: Arc::default() }
    }

    pub fn of_another_client(&self) -> Self {
        Self::new(self.watch.clone())
    }

    /// Notifies a session of changes until it unsubscribes.
    pub async fn subscribe(&self, uri: String, peer: Peer<RoleServer>) -> Result<(), ErrorData> {
        // A subscription that is there already needs no second place.
        self.unsubscribe(&uri);
        let (places, seen) = self.begin(slice::from_ref(&uri)).await?;
        let of = uri.clone();
        let notifying = tokio::spawn(async move {
            let _places = places;
            let send = || peer.notify_resource_updated(ResourceUpdatedNotificationParam::new(of.clone()));
            for seen in seen {
                notify(seen, send).await;
            }
        });
        self.of_session().insert(uri, Notifying(notifying.abort_handle()));
        Ok(())
    }

    pub fn unsubscribe(&self, uri: &str) {
        self.of_session().remove(uri);
    }

    /// Begins to watch for a request that listens.
    pub async fn prepare(&self, uris: &[String]) -> Prepared {
        Prepared(Arc::new(Mutex::new(Some(self.begin(uris).await))))
    }

    /// Notifies a request of changes until it or the server ends.
    pub async fn listen(
        &self,
        uris: Vec<String>,
        prepared: Option<&Prepared>,
        sink: &SubscriptionSink,
    ) -> Result<(), ErrorData> {
        let begun = match prepared.and_then(Prepared::take) {
            Some(begun) => begun,
            None => self.begin(&uris).await,
        };
        let (_places, seen) = begun?;
        let mut notifying = JoinSet::new();
        for (uri, seen) in uris.into_iter().zip(seen) {
            let sink = sink.clone();
            notifying.spawn(async move { notify(seen, || sink.notify_resource_updated(uri.clone())).await });
        }
        while notifying.join_next().await.is_some() {}
        Ok(())
    }

    /// Looks now: something may have changed.
    pub fn look(&self) {
        self.watch.look();
    }

    /// Ends the watching of all clients.
    pub fn end(&self) {
        self.watch.end();
    }

    /// Watches what stands behind these addresses from now on, in places of this client.
    async fn begin(&self, uris: &[String]) -> Begun {
        let resources = uris.iter().map(|uri| resources::of(uri)).collect::<Result<Vec<_>, _>>()?;
        let wanted = u32::try_from(resources.len()).unwrap_or(u32::MAX);
        let places = Arc::clone(&self.places).try_acquire_many_owned(wanted).map_err(|_| {
            let message = format!("a client watches at most {AT_MOST} resources at a time; {LIST} has all routes");
            ErrorData::invalid_params(message, None)
        })?;
        let seen = self.watch.begin(&resources).await.map_err(resources::unread)?;
        Ok((places, seen))
    }

    fn of_session(&self) -> MutexGuard<'_, BTreeMap<String, Notifying>> {
        self.of_session.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Notifies of each change until there is nobody to notify. A client that is slow is notified once of several.
async fn notify<F, E>(mut seen: Seen, send: impl Fn() -> F)
where
    F: Future<Output = Result<(), E>>,
{
    while seen.changed().await.is_ok() && send().await.is_ok() {}
}
