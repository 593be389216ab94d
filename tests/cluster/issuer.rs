//! An issuer of OpenID Connect, and kubeconfigs whose user logs in there.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use crate::cluster::kubeconfig::kubeconfig;
use crate::cluster::place::Place;
use crate::support::front::Front;

/// A token as an issuer makes it, without what the signature would be.
pub fn id_token(name: &str, expires: u64) -> String {
    let part = |value: Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.x", part(json!({ "alg": "none" })), part(json!({ "sub": name, "exp": expires })))
}

/// An issuer whose refresh tokens are `again-0`, `again-1` and so on, each good for one exchange. It returns no new one for
/// `lasting`.
pub struct Issuer {
    pub front: Front,
    exchanged: Arc<Mutex<usize>>,
}

/// The client's ID and secret, as the issuer wants them.
#[derive(Clone, Copy, PartialEq)]
pub enum Wants {
    Anything,
    Header,
    Body,
}

impl Issuer {
    /// Its ID tokens expire at this second.
    pub fn start(host: &'static str, expires: u64, wants: Wants) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let front = Front::tls(&format!("http://{}", listener.local_addr().unwrap()));
        let endpoint = format!("https://{host}:{}/token?a=b", front.address().port());
        let exchanged = Arc::<Mutex<usize>>::default();
        let count = Arc::clone(&exchanged);
        thread::spawn(move || {
            while let Ok((mut stream, _)) = listener.accept() {
                let mut request = vec![0; 4096];
                let length = stream.read(&mut request).unwrap_or(0);
                let request = String::from_utf8_lossy(&request[..length]).into_owned();
                let mut count = count.lock().unwrap();
                let basic = BASE64_STANDARD.encode("tcpgen:s%26+cret");
                let is_known = match wants {
                    Wants::Anything => true,
                    Wants::Header => request.contains(&format!("Basic {basic}")),
                    Wants::Body => request.contains("&client_id=tcpgen&client_secret=s%26+cret"),
                };
                let (code, body) = if request.starts_with("GET /.well-known/openid-configuration ") {
                    (200, json!({ "token_endpoint": endpoint }))
                } else if !request.starts_with("POST /token?a=b ") || !is_known {
                    (401, json!({ "error": "invalid_client" }))
                } else if format!("{request}&").contains(&format!("refresh_token=again-{count}&")) {
                    *count += 1;
                    let token = id_token(&format!("new-{count}"), expires);
                    (200, json!({ "id_token": token, "refresh_token": format!("again-{count}") }))
                } else if request.contains("refresh_token=lasting") {
                    *count += 1;
                    (200, json!({ "id_token": id_token(&format!("new-{count}"), expires) }))
                } else {
                    (400, json!({ "error": "invalid_grant", "error_description": "the token was used" }))
                };
                let body = body.to_string();
                let _ = write!(stream, "HTTP/1.1 {code} Ok\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            }
        });
        Self { front, exchanged }
    }

    pub fn local(expires: u64) -> Self {
        Self::start("localhost", expires, Wants::Anything)
    }

    pub fn url(&self, host: &str) -> String {
        format!("https://{host}:{}", self.front.address().port())
    }

    /// A provider's `config` with a token that has expired.
    pub fn config(&self, host: &str) -> Value {
        json!({
            "idp-issuer-url": self.url(host), "client-id": "tcpgen", "client-secret": "s& cret",
            "id-token": id_token("old", 1), "refresh-token": "again-0",
            "idp-certificate-authority-data": BASE64_STANDARD.encode(self.front.ca()),
        })
    }

    pub fn exchanged(&self) -> usize {
        *self.exchanged.lock().unwrap()
    }
}

pub fn fronted() -> (Place, Front) {
    let place = Place::own();
    let front = Front::plain(&place.kube().endpoint());
    (place, front)
}

/// A kubeconfig whose user has this provider's `config`.
pub fn with_config(place: &Place, front: &Front, config: Value) -> PathBuf {
    let server = json!({ "server": format!("http://{}", front.address()) });
    kubeconfig(place, server, json!({ "auth-provider": { "name": "oidc", "config": config } }))
}

pub fn variable(path: &Path) -> (&str, &str) {
    ("KUBECONFIG", path.to_str().unwrap())
}

pub const FOREVER: u64 = 99_999_999_999;

/// A kubeconfig of the user `me` in YAML, whose provider's `config` begins with these lines.
pub fn yaml(front: &Front, issuer: &Issuer, tokens: &str) -> String {
    format!(
        "# Mine.\nkind: Config\napiVersion: v1\ncurrent-context: a   # the one\nclusters:\n- name: a\n  cluster: {{server: \
         'http://{}'}}\ncontexts:\n- {{name: a, context: {{cluster: a, user: me}}}}\nusers:\n- name: other\n  user: \
         {{token: again-0}}\n- name: me\n  user:\n    auth-provider:\n      name: oidc\n      config:\n        {}\n        \
         client-id: tcpgen # public\n        idp-certificate-authority-data: {}\n        idp-issuer-url: {}/\n# The end, \
         without a line break.",
        front.address(),
        tokens.replace('\n', "\n        "),
        BASE64_STANDARD.encode(issuer.front.ca()),
        issuer.url("localhost"),
    )
}
