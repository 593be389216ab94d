use std::sync::mpsc::{self, SyncSender};
use std::time::Duration;

use http::header::{RETRY_AFTER, WARNING};
use kube::Client;
use kube::client::Body;
use tokio::sync::mpsc::UnboundedReceiver;
use tokio::time;

use super::answer::Answer;
use super::config::config;
use super::lost::{Lost, Way};
use super::{ClusterError, ClusterOptions, warning};

/// A request, and where its answer is waited for.
pub(super) struct Job {
    pub request: http::Request<Body>,
    pub answer: SyncSender<Result<Answer, Lost>>,
}

/// Connects, tells `opened` the cluster's address or why there is none, and answers jobs until nobody is left to send any.
pub(super) async fn run(
    options: ClusterOptions,
    opened: mpsc::Sender<Result<String, ClusterError>>,
    mut jobs: UnboundedReceiver<Job>,
) {
    let client = match open(&options).await {
        Ok((client, address)) => {
            let _ = opened.send(Ok(address));
            client
        }
        Err(error) => {
            let _ = opened.send(Err(error));
            return;
        }
    };
    drop(opened);
    while let Some(job) = jobs.recv().await {
        let answer = time::timeout(options.timeout, send(&client, job.request)).await;
        let silent = |_| Err(Lost::waiting(format!("no answer within {} seconds", options.timeout.as_secs_f32())));
        // Who no longer waits for it does not need it.
        let _ = job.answer.send(answer.unwrap_or_else(silent));
    }
}

async fn open(options: &ClusterOptions) -> Result<(Client, String), ClusterError> {
    let config = config(options).await?;
    let address = config.cluster_url.to_string();
    let address = address.trim_end_matches('/').to_owned();
    let client = Client::try_from(config).map_err(|error| {
        let Lost { way, reason } = Lost::from(error);
        match way {
            Way::Tls => ClusterError::Tls { address: address.clone(), reason },
            _ => ClusterError::Kubeconfig { reason, contexts: Vec::new() },
        }
    })?;
    Ok((client, address))
}

async fn send(client: &Client, request: http::Request<Body>) -> Result<Answer, Lost> {
    let response = client.send(request).await?;
    let code = response.status().as_u16();
    let header = response.headers().get(RETRY_AFTER).and_then(|header| header.to_str().ok());
    let retry_after = header.and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
    let warnings = response.headers().get_all(WARNING).iter().filter_map(|header| header.to_str().ok());
    let warnings = warnings.filter_map(warning::text).collect();
    let body = response.into_body().collect_bytes().await?.to_vec();
    Ok(Answer { code, retry_after, warnings, body })
}
