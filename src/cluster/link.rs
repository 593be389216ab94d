use std::sync::Arc;
use std::time::Duration;

use http::header::{AUTHORIZATION, RETRY_AFTER, WARNING};
use kube::Client;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::answer::Answer;
use super::config::{Access, access};
use super::lost::{Lost, Way};
use super::request::Request;
use super::stack::client;
use super::token_file::TokenFile;
use super::{ClusterError, ClusterOptions, warning};

/// The connections to a cluster, with credentials that are renewed when the cluster rejects them.
pub(super) struct Link {
    options: ClusterOptions,
    session: Mutex<Arc<Session>>,
}

/// Connections with the same credentials.
struct Session {
    client: Client,
    token_file: Option<TokenFile>,
    /// Its address, for messages.
    proxy: Option<String>,
    is_renewable: bool,
}

impl Link {
    /// Reads the kubeconfig and gets credentials. Returns the cluster's address as well.
    pub async fn open(options: ClusterOptions) -> Result<(Self, String), ClusterError> {
        let (session, address) = open(options.clone()).await?;
        Ok((Self { options, session: Mutex::new(Arc::new(session)) }, address))
    }

    /// Sends a request, and repeats it once with new credentials if the old ones are rejected and can be renewed.
    pub async fn send(&self, request: &Request) -> Result<Answer, Lost> {
        let session = Arc::clone(&*self.session.lock().await);
        let sent = session.send(request).await;
        let is_refused = match &sent {
            Ok(answer) => answer.code == 401,
            Err(lost) => lost.way == Way::Credentials,
        };
        if !is_refused || !session.is_renewable {
            return sent;
        }
        self.renewed(&session).await?.send(request).await
    }

    /// A session that is newer than this one.
    async fn renewed(&self, old: &Arc<Session>) -> Result<Arc<Session>, Lost> {
        let mut current = self.session.lock().await;
        if Arc::ptr_eq(&current, old) {
            let (session, _) = open(self.options.clone()).await.map_err(|error| match error {
                ClusterError::Credentials { reason } => Lost::credentials(reason),
                error => Lost::credentials(error.to_string()),
            })?;
            *current = Arc::new(session);
        }
        Ok(Arc::clone(&current))
    }
}

/// On a thread of its own: a credential plugin may run.
async fn open(options: ClusterOptions) -> Result<(Session, String), ClusterError> {
    let opened = spawn_blocking(move || {
        let Access { config, proxy, token_file, is_renewable } = access(&options)?;
        let address = config.cluster_url.to_string();
        let address = address.trim_end_matches('/').to_owned();
        let shown = proxy.as_ref().map(ToString::to_string);
        let client = client(config, proxy).map_err(|error| not_opened(Lost::from(error), &address))?;
        Ok((Session { client, token_file, proxy: shown, is_renewable }, address))
    });
    let failed = |_| ClusterError::Kubeconfig { reason: "it could not be read".to_owned(), contexts: Vec::new() };
    opened.await.map_err(failed)?
}

fn not_opened(lost: Lost, address: &str) -> ClusterError {
    match lost {
        Lost { way: Way::Tls, reason } => ClusterError::Tls { address: address.to_owned(), reason },
        Lost { way: Way::Credentials, reason } => ClusterError::Credentials { reason },
        Lost { reason, .. } => ClusterError::Kubeconfig { reason, contexts: Vec::new() },
    }
}

impl Session {
    async fn send(&self, request: &Request) -> Result<Answer, Lost> {
        let mut request = request.to_http().map_err(|error| Lost::waiting(error.to_string()))?;
        if let Some(file) = &self.token_file {
            request.headers_mut().insert(AUTHORIZATION, file.authorization()?);
        }
        let response = self.client.send(request).await.map_err(|error| self.lost(error))?;
        let code = response.status().as_u16();
        let header = response.headers().get(RETRY_AFTER).and_then(|header| header.to_str().ok());
        let retry_after = header.and_then(|seconds| seconds.parse().ok()).map(Duration::from_secs);
        let warnings = response.headers().get_all(WARNING).iter().filter_map(|header| header.to_str().ok());
        let warnings = warnings.filter_map(warning::text).collect();
        let body = response.into_body().collect_bytes().await?.to_vec();
        Ok(Answer { code, retry_after, warnings, body })
    }

    fn lost(&self, error: kube::Error) -> Lost {
        let mut lost = Lost::from(error);
        if let (Way::Connecting, Some(proxy)) = (lost.way, &self.proxy) {
            lost.reason = format!("{} (through the proxy {proxy})", lost.reason);
        }
        lost
    }
}
