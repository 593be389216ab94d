use std::sync::Arc;
use std::time::Duration;

use http::header::{AUTHORIZATION, HeaderValue, RETRY_AFTER, WARNING};
use http::uri::{Authority, PathAndQuery, Uri};
use kube::Client;
use secrecy::ExposeSecret;
use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::answer::{Answer, warning_text};
use super::config::{Access, access};
use super::login::{LoggedIn, Login};
use super::lost::{Lost, Way};
use super::notes::Notes;
use super::request::Request;
use super::stack::client;
use super::token_file::TokenFile;
use super::{ClusterError, ClusterOptions};

/// The connections to a cluster, with credentials that are renewed when the cluster rejects them.
pub(super) struct Link {
    options: ClusterOptions,
    session: Mutex<Arc<Session>>,
    notes: Notes,
}

/// Connections with the same credentials.
struct Session {
    client: Client,
    token_file: Option<TokenFile>,
    /// Its address, for messages.
    proxy: Option<String>,
    login: Option<LoggedIn>,
    is_renewable: bool,
}

impl Link {
    /// Reads the kubeconfig and gets credentials. Returns the cluster's address as well.
    pub async fn open(options: ClusterOptions, notes: Notes) -> Result<(Self, String), ClusterError> {
        let (session, address) = open(options.clone(), None, &notes).await?;
        Ok((Self { options, session: Mutex::new(Arc::new(session)), notes }, address))
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
            let opened = open(self.options.clone(), old.login.clone(), &self.notes).await;
            let (session, _) = opened.map_err(|error| match error {
                ClusterError::Credentials { reason } => Lost::credentials(reason),
                error => Lost::credentials(error.to_string()),
            })?;
            *current = Arc::new(session);
        }
        Ok(Arc::clone(&current))
    }
}

/// `rejected` are the tokens of a session that the cluster rejects.
async fn open(
    options: ClusterOptions,
    rejected: Option<LoggedIn>,
    notes: &Notes,
) -> Result<(Session, String), ClusterError> {
    let patience = options.timeout;
    let mut found = blocking(move || access(&options)).await?;
    let login = match found.login.take() {
        Some(login) => Some(log_in(login, rejected, patience, notes).await?),
        None => None,
    };
    if let Some(login) = &login {
        found.config.auth_info.token = Some(login.id_token().to_owned().into());
    }
    blocking(move || session(found, login)).await
}

/// In a task of its own: a caller that stops waiting does not keep tokens from being written that the issuer has exchanged.
async fn log_in(
    login: Login,
    rejected: Option<LoggedIn>,
    patience: Duration,
    notes: &Notes,
) -> Result<LoggedIn, ClusterError> {
    let task = tokio::spawn(login.log_in(rejected, patience)).await;
    let failed = |reason| ClusterError::Credentials { reason };
    let done = task.map_err(|_| failed("the login ended before it was complete".to_owned()))?;
    let (logged_in, warning) = done.map_err(|lost| failed(lost.reason))?;
    if let Some(warning) = warning {
        notes.add(warning);
    }
    Ok(logged_in)
}

fn session(access: Access, login: Option<LoggedIn>) -> Result<(Session, String), ClusterError> {
    let Access { config, proxy, token_file, is_renewable, .. } = access;
    // `kube` ends with a panic there.
    if config.auth_info.token.as_ref().is_some_and(|token| HeaderValue::from_str(token.expose_secret()).is_err()) {
        let reason = "`token` of the kubeconfig has a line break, or another character that no token has".to_owned();
        return Err(ClusterError::Credentials { reason });
    }
    let address = address(&config.cluster_url);
    let shown = proxy.as_ref().map(ToString::to_string);
    let client = client(config, proxy).map_err(|error| not_opened(Lost::from(error), &address))?;
    Ok((Session { client, token_file, proxy: shown, login, is_renewable }, address))
}

/// A URL for messages: without user and password.
fn address(url: &Uri) -> String {
    let authority = url.authority().map_or("", Authority::as_str);
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let path = url.path_and_query().map_or("", PathAndQuery::as_str);
    format!("{}://{host}{path}", url.scheme_str().unwrap_or_default()).trim_end_matches('/').to_owned()
}

/// On a thread of its own: files are read, and a credential plugin may run. What panics there, in a library, is an error; it
/// is not shown, since its input is that of the kubeconfig and the plugin.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, ClusterError> + Send + 'static,
) -> Result<T, ClusterError> {
    let failed = |_| ClusterError::Credentials {
        reason: "a library failed on the kubeconfig, or on what the credential plugin wrote".to_owned(),
    };
    spawn_blocking(work).await.map_err(failed)?
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
        let warnings = warnings.filter_map(warning_text).collect();
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
