//! Progress of calls that wait, for clients that ask for it (`progressToken`, MCP 2025-11-25, "Progress").

use std::future::Future;
use std::pin::pin;
use std::time::Duration;

use rmcp::RoleServer;
use rmcp::model::ProgressNotificationParam;
use rmcp::service::RequestContext;
use tokio::time::timeout;

/// How often it is reported: a client that waits as long takes the server to be alive.
const EVERY: Duration = Duration::from_secs(1);

/// Runs a call, and reports each second how many of the seconds that it may take have passed.
pub(super) async fn while_it_runs<T>(
    context: &RequestContext<RoleServer>,
    limit: Duration,
    call: impl Future<Output = T>,
) -> T {
    let Some(token) = context.meta.get_progress_token() else { return call.await };
    let mut call = pin!(call);
    let mut waited = Duration::ZERO;
    loop {
        if let Ok(done) = timeout(EVERY, &mut call).await {
            return done;
        }
        waited += EVERY;
        let (seconds, at_most) = (waited.as_secs_f64(), limit.as_secs_f64());
        let progress = ProgressNotificationParam::new(token.clone(), seconds)
            .with_total(at_most.max(seconds))
            .with_message(format!("waiting for the store: {seconds} of at most {at_most} seconds"));
        // A client that is gone is noticed by the call.
        let _ = context.peer.notify_progress(progress).await;
    }
}
