use std::sync::Arc;
use std::sync::mpsc::{self, SyncSender};
use std::time::Duration;

use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time;

use super::answer::Answer;
use super::link::Link;
use super::lost::Lost;
use super::notes::Notes;
use super::request::Request;
use super::{ClusterError, ClusterOptions, Limit};

/// A request, how long to wait for its answer, and where that is waited for.
pub(super) struct Job {
    pub request: Request,
    pub timeout: Duration,
    pub limit: Limit,
    pub answer: SyncSender<Result<Answer, Lost>>,
}

/// Connects, sends the cluster's address or an error to `opened`, and runs jobs concurrently until all senders are gone.
pub(super) async fn run(
    options: ClusterOptions,
    notes: Notes,
    opened: mpsc::Sender<Result<String, ClusterError>>,
    mut jobs: UnboundedReceiver<Job>,
) {
    let link = match Link::open(options, notes).await {
        Ok((link, address)) => {
            let _ = opened.send(Ok(address));
            Arc::new(link)
        }
        Err(error) => {
            let _ = opened.send(Err(error));
            return;
        }
    };
    drop(opened);
    while let Some(job) = jobs.recv().await {
        let link = Arc::clone(&link);
        tokio::spawn(async move {
            let answer = answer(&link, &job).await;
            // Fails if the caller has stopped waiting.
            let _ = job.answer.send(answer);
        });
    }
}

async fn answer(link: &Link, job: &Job) -> Result<Answer, Lost> {
    // A timer of zero lets a quick answer through.
    if job.timeout.is_zero() {
        return Err(Lost::waiting("no time left"));
    }
    let sent = time::timeout(job.timeout, link.send(&job.request));
    match job.limit.unless_ended(sent).await {
        Some(Ok(answer)) => answer,
        Some(Err(_)) => Err(Lost::waiting(format!("no answer within {} seconds", tenths(job.timeout)))),
        None => Err(Lost::ended()),
    }
}

/// Seconds, to a tenth: the time that is left is never a round one.
fn tenths(time: Duration) -> f32 {
    (time.as_secs_f32() * 10.0).ceil() / 10.0
}
