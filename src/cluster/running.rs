//! Reads the API of a running Traefik.

use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use http::header::HeaderMap;
use http::{Request, StatusCode, Uri};
use kube::client::Body;
use kube::{Client, Config};
use serde::de::DeserializeOwned;
use tokio::runtime::Builder;
use tokio::time::timeout;

use super::kubeconfig;
use super::lost::{Lost, Way};
use super::proxy::proxy;
use super::stack::client;
use crate::running::{Running, Version};
use crate::store::Refusal;

/// Where the API of a Traefik is, and how to be let in.
#[derive(Clone, Debug)]
pub struct TraefikApi {
    /// `http://localhost:8080`: what stands before `/api`.
    pub url: String,
    /// Who asks.
    pub login: ApiLogin,
    /// A file with the certificates that the server's is verified with, as PEM; none: those of the system.
    pub ca: Option<PathBuf>,
    /// Whether the server's certificate is not verified.
    pub insecure: bool,
    /// How long one answer may take.
    pub timeout: Duration,
}

/// How to be let in by an API.
#[derive(Clone, Debug, Default)]
pub enum ApiLogin {
    /// It is open.
    #[default]
    None,
    /// A user, and the file with their password.
    Basic(String, PathBuf),
    /// The file with a bearer token.
    Bearer(PathBuf),
}

/// Items that are asked for at once.
const PER_PAGE: usize = 1000;

/// Pages of a list that are read.
const PAGES_AT_MOST: usize = 1000;

impl TraefikApi {
    /// Reads all that is compared. Changes nothing: every request is a GET.
    ///
    /// # Errors
    /// When the URL, a file or an answer cannot be read, or the server cannot be reached, trusted or does not let one in.
    pub fn read(&self) -> Result<Running, Refusal> {
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(|error| Refusal::new("internal", format!("no async runtime: {error}")))?;
        runtime.block_on(async {
            let api = Api { client: self.open()?, address: self.address(), timeout: self.timeout };
            let (version, _) = api.get::<Version>("version").await?;
            Ok(Running {
                version: version.version,
                entry_points: api.list("entrypoints").await?,
                routers: api.list("tcp/routers").await?,
                middlewares: api.list("tcp/middlewares").await?,
                services: api.list("tcp/services").await?,
            })
        })
    }

    /// The URL before `/api`, however much of it was given.
    fn address(&self) -> String {
        let address = self.url.trim().trim_end_matches('/');
        let address = ["/dashboard", "/api"].iter().find_map(|end| address.strip_suffix(end)).unwrap_or(address);
        if address.contains("://") { address.to_owned() } else { format!("http://{address}") }
    }

    fn open(&self) -> Result<Client, Refusal> {
        let address = self.address();
        let wrong = |reason: String| {
            Refusal::new("invalid-url", reason).help("write it as `http://localhost:8080`: what stands before `/api`")
        };
        if address.contains('@') {
            let refusal =
                Refusal::new("invalid-url", "the URL has a user or a password in it, which every process can read");
            return Err(refusal.help("use `--api-user NAME --api-password-file FILE`, or `--api-token-file FILE`"));
        }
        let uri: Uri = address.parse().map_err(|error| wrong(format!("`{address}` is not a URL: {error}")))?;
        if uri.host().is_none() || !matches!(uri.scheme_str(), Some("http" | "https")) {
            return Err(wrong(format!("`{address}` is not the URL of a Traefik")));
        }
        let proxy = proxy(&uri, None, |name| std::env::var(name).ok()).map_err(|reason| unusable("proxy", reason))?;
        let mut config = Config::new(uri);
        config.accept_invalid_certs = self.insecure;
        if let Some(file) = &self.ca {
            let pem = fs::read(file).map_err(|error| unreadable(file, error))?;
            let key = file.display().to_string();
            config.root_cert =
                Some(kubeconfig::certificates(&pem, &key).map_err(|reason| unusable("certificate", reason))?);
        }
        match &self.login {
            ApiLogin::None => {}
            ApiLogin::Basic(user, file) => {
                config.auth_info.username = Some(user.clone());
                config.auth_info.password = Some(secret(file)?.into());
            }
            ApiLogin::Bearer(file) => config.auth_info.token = Some(secret(file)?.into()),
        }
        client(config, proxy).map_err(|error| lost(&Lost::from(error), &address))
    }
}

/// The API of one Traefik.
struct Api {
    client: Client,
    address: String,
    timeout: Duration,
}

impl Api {
    /// All pages of a list. The header `X-Next-Page` of the last one is 1 (`pkg/api/handler.go`).
    async fn list<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Refusal> {
        let mut items = Vec::new();
        for page in 1..=PAGES_AT_MOST {
            let (mut read, headers) = self.get::<Vec<T>>(&format!("{path}?per_page={PER_PAGE}&page={page}")).await?;
            items.append(&mut read);
            let next = headers.get("x-next-page").and_then(|next| next.to_str().ok()?.parse::<usize>().ok());
            if next.is_none_or(|next| next <= page) {
                return Ok(items);
            }
        }
        Err(Refusal::new("failing", format!("{}: `{path}` has no last page", self.address)))
    }

    async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<(T, HeaderMap), Refusal> {
        let request = Request::get(format!("/api/{path}")).body(Body::empty());
        let request = request.map_err(|error| Refusal::new("internal", error.to_string()))?;
        let late = |_| {
            let reason =
                format!("Traefik's API at {} did not answer within {} s", self.address, self.timeout.as_secs());
            Refusal::new("failing", reason).help("`--timeout` sets the limit")
        };
        let (status, headers, body) = timeout(self.timeout, self.answer(request)).await.map_err(late)??;
        if status != StatusCode::OK {
            return Err(self.refused(status));
        }
        let read = serde_json::from_slice(&body).map_err(|error| {
            let reason = format!("{}/api/{path} is not an answer of Traefik's API: {error}", self.address);
            Refusal::new("unreadable", reason)
                .help("the URL is what stands before `/api`; a login page may be in between")
        })?;
        Ok((read, headers))
    }

    async fn answer(&self, request: Request<Body>) -> Result<(StatusCode, HeaderMap, Vec<u8>), Refusal> {
        let failed = |error: Lost| lost(&error, &self.address);
        let answer = self.client.send(request).await.map_err(|error| failed(Lost::from(error)))?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_body().collect_bytes().await.map_err(|error| failed(Lost::from(error)))?;
        Ok((status, headers, body.to_vec()))
    }

    fn refused(&self, status: StatusCode) -> Refusal {
        let address = &self.address;
        match status {
            StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN => {
                Refusal::new("unauthorized", format!("Traefik's API at {address} does not let you in: {status}"))
                    .help("use `--api-user NAME --api-password-file FILE`, or `--api-token-file FILE`")
            }
            StatusCode::NOT_FOUND => {
                Refusal::new("no-api", format!("there is no API of Traefik at {address}: {status}")).help(
                    "Traefik serves it with `api.insecure`, or on a router to `api@internal`; the URL is what stands before `/api`",
                )
            }
            _ => Refusal::new("failing", format!("Traefik's API at {address} did not answer properly: {status}")),
        }
    }
}

/// The only line of a file.
fn secret(file: &Path) -> Result<String, Refusal> {
    let text = fs::read_to_string(file).map_err(|error| unreadable(file, error))?;
    let text = text.trim();
    if text.is_empty() || text.contains(|letter: char| letter.is_control()) {
        return Err(Refusal::new("no-credentials", format!("{} is not one line of text", file.display())));
    }
    Ok(text.to_owned())
}

fn unreadable(file: &Path, error: impl Display) -> Refusal {
    Refusal::new("no-credentials", format!("cannot read {}: {error}", file.display()))
}

fn unusable(what: &str, reason: impl Display) -> Refusal {
    Refusal::new("no-credentials", format!("the {what} cannot be used: {reason}"))
}

fn lost(lost: &Lost, address: &str) -> Refusal {
    let Lost { way, reason } = lost;
    match way {
        Way::Tls => Refusal::new("not-trusted", format!("Traefik's API at {address} cannot be trusted: {reason}"))
            .help("`--api-ca FILE` names the certificates that its own is verified with"),
        Way::Credentials => Refusal::new("no-credentials", format!("Traefik's API at {address}: {reason}")),
        _ => Refusal::new("unreachable", format!("Traefik's API at {address} cannot be reached: {reason}"))
            .help("`kubectl port-forward deploy/traefik 8080` brings it to http://localhost:8080"),
    }
}
