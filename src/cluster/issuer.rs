use std::collections::HashMap;
use std::{env, fs};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use form_urlencoded::{Serializer, byte_serialize};
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use http::request::Builder;
use http::{Method, Request, StatusCode, Uri};
use kube::client::Body;
use kube::{Client, Config};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::kubeconfig::certificates;
use super::lost::{Lost, Way};
use super::proxy::proxy;
use super::stack::client;
use super::tokens::Tokens;

/// An issuer of OpenID Connect, and what it knows us by.
///
/// It is reached as kubectl reaches it: through the proxy of the environment (the `proxy-url` of a cluster is for that
/// cluster alone), and trusting the CA that the provider's `config` names instead of those of the system.
pub(super) struct Issuer {
    url: String,
    client_id: String,
    client_secret: String,
    /// Certificates as DER; none: those that the system trusts.
    roots: Option<Vec<Vec<u8>>>,
}

/// What is used of the issuer's metadata.
#[derive(Deserialize)]
struct Metadata {
    token_endpoint: String,
}

/// What is used of an answer to a token request.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Answer {
    id_token: Option<String>,
    refresh_token: Option<String>,
    error: Option<String>,
    error_description: Option<String>,
}

/// A URL of the issuer, and how it is reached.
struct Endpoint {
    client: Client,
    path: String,
    /// The proxy, for messages.
    through: String,
}

/// Where a client shows its ID and secret. Issuers take one or both, so kubectl tries them in this order.
#[derive(Clone, Copy)]
enum Place {
    Header,
    Body,
}

impl Issuer {
    /// Reads the provider's `config`.
    pub fn new(config: &HashMap<String, String>) -> Result<Self, String> {
        let value = |key: &str| config.get(key).cloned().filter(|value| !value.is_empty());
        let needed = |key: &str| value(key).ok_or_else(|| format!("the kubeconfig's `auth-provider` has no `{key}`"));
        Ok(Self {
            url: needed("idp-issuer-url")?,
            client_id: needed("client-id")?,
            client_secret: value("client-secret").unwrap_or_default(),
            roots: roots(value("idp-certificate-authority-data"), value("idp-certificate-authority"))?,
        })
    }

    /// Exchanges a refresh token. Where the issuer returns no new one, the old one stays.
    pub async fn refresh(&self, refresh_token: &str) -> Result<Tokens, String> {
        let metadata = format!("{}/.well-known/openid-configuration", self.url.trim_end_matches('/'));
        let (code, body) = self.send(&self.endpoint(&metadata)?, Request::builder(), String::new()).await?;
        if code != StatusCode::OK {
            return Err(format!("{} answered {code} when asked for {metadata}", self.name()));
        }
        let Metadata { token_endpoint } = self.read(&body)?;
        let endpoint = self.endpoint(&token_endpoint)?;
        let mut refusals = Vec::new();
        for place in [Place::Header, Place::Body] {
            let (request, form) = self.token_request(refresh_token, place);
            let (code, body) = self.send(&endpoint, request, form).await?;
            if code.is_success() {
                return self.tokens(&body, refresh_token);
            }
            refusals.push(refusal(code, &body));
        }
        refusals.dedup();
        Err(format!("{} did not refresh the token: {}", self.name(), refusals.join("; ")))
    }

    fn token_request(&self, refresh_token: &str, place: Place) -> (Builder, String) {
        let mut request =
            Request::builder().method(Method::POST).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        let mut form = Serializer::new(String::new());
        form.append_pair("grant_type", "refresh_token").append_pair("refresh_token", refresh_token);
        match place {
            Place::Header => {
                let encoded = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                let login = format!("{}:{}", encoded(&self.client_id), encoded(&self.client_secret));
                request = request.header(AUTHORIZATION, format!("Basic {}", BASE64_STANDARD.encode(login)));
            }
            Place::Body => {
                form.append_pair("client_id", &self.client_id);
                if !self.client_secret.is_empty() {
                    form.append_pair("client_secret", &self.client_secret);
                }
            }
        }
        (request, form.finish())
    }

    fn tokens(&self, body: &[u8], old: &str) -> Result<Tokens, String> {
        let answer: Answer = self.read(body)?;
        let given = |token: Option<String>| token.filter(|token| !token.is_empty());
        let id = given(answer.id_token).ok_or_else(|| {
            let name = self.name();
            format!("{name} returned no ID token: it may be that the login was without the scope `openid`")
        })?;
        Ok(Tokens { id, refresh: given(answer.refresh_token).unwrap_or_else(|| old.to_owned()) })
    }

    fn endpoint(&self, url: &str) -> Result<Endpoint, String> {
        let not_https = || format!("{} has a URL that is not https: {url}", self.name());
        let uri: Uri = url.parse().map_err(|_| not_https())?;
        let (Some("https"), Some(authority)) = (uri.scheme_str(), uri.authority()) else { return Err(not_https()) };
        let root = Uri::builder().scheme("https").authority(authority.clone()).path_and_query("/").build();
        let mut config = Config::new(root.map_err(|error| error.to_string())?);
        config.root_cert.clone_from(&self.roots);
        let proxy = proxy(&uri, None, |name| env::var(name).ok())?;
        let through = proxy.as_ref().map(|proxy| format!(" (through the proxy {proxy})")).unwrap_or_default();
        let client = client(config, proxy).map_err(|error| self.lost(Lost::from(error), ""))?;
        let path = uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        Ok(Endpoint { client, path, through })
    }

    async fn send(
        &self,
        Endpoint { client, path, through }: &Endpoint,
        request: Builder,
        body: String,
    ) -> Result<(StatusCode, Vec<u8>), String> {
        let request = request.uri(path).header(ACCEPT, "application/json").body(Body::from(body.into_bytes()));
        let request = request.map_err(|error| error.to_string())?;
        let response = client.send(request).await.map_err(|error| self.lost(Lost::from(error), through))?;
        let code = response.status();
        let body = response.into_body().collect_bytes().await;
        let body = body.map_err(|error| self.lost(Lost::from(error), through))?;
        Ok((code, body.to_vec()))
    }

    fn lost(&self, Lost { way, reason }: Lost, through: &str) -> String {
        let name = self.name();
        match way {
            Way::Tls => format!(
                "{name} cannot be trusted: {reason} (`idp-certificate-authority` or `idp-certificate-authority-data` of the \
                 kubeconfig names the CA of an issuer that the system does not trust)"
            ),
            Way::Connecting => format!("{name} cannot be reached: {reason}{through}"),
            _ => format!("{name} did not answer: {reason}{through}"),
        }
    }

    fn read<T: DeserializeOwned>(&self, body: &[u8]) -> Result<T, String> {
        // The error has places and types in it, and no token.
        serde_json::from_slice(body).map_err(|error| format!("{} answered something else: {error}", self.name()))
    }

    fn name(&self) -> String {
        format!("the issuer {}", self.url)
    }
}

/// The CA to trust. The one that is written in the kubeconfig counts before a file, as with kubectl.
fn roots(data: Option<String>, path: Option<String>) -> Result<Option<Vec<Vec<u8>>>, String> {
    let (pem, key) = match (data, path) {
        (Some(data), _) => {
            let key = "idp-certificate-authority-data";
            (BASE64_STANDARD.decode(data.trim()).map_err(|error| format!("`{key}` is not base64: {error}"))?, key)
        }
        (None, Some(path)) => {
            let key = "idp-certificate-authority";
            (fs::read(&path).map_err(|error| format!("cannot read `{key}` {path}: {error}"))?, key)
        }
        (None, None) => return Ok(None),
    };
    certificates(&pem, key).map(Some)
}

/// Why the issuer refuses, as far as it says: `400 Bad Request, invalid_grant, the token is expired`.
fn refusal(code: StatusCode, body: &[u8]) -> String {
    let answer: Answer = serde_json::from_slice(body).unwrap_or_default();
    let parts = [Some(code.to_string()), answer.error, answer.error_description];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
