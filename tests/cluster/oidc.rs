//! Login with OpenID Connect: `auth-provider: oidc` of a kubeconfig.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use serde_json::{Value, json};
use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::store::Store;

use crate::cluster::kubeconfig::{kubeconfig, list};
use crate::cluster::place::Place;
use crate::support::front::Front;
use crate::support::proxy::{Asks, Proxy};

/// A token as an issuer makes it, without what the signature would be.
fn id_token(name: &str, expires: u64) -> String {
    let part = |value: Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    format!("{}.{}.x", part(json!({ "alg": "none" })), part(json!({ "sub": name, "exp": expires })))
}

/// An issuer whose refresh tokens are `again-0`, `again-1` and so on, each good for one exchange.
struct Issuer {
    front: Front,
    exchanged: Arc<Mutex<usize>>,
}

/// The client's ID and secret, as the issuer wants them.
#[derive(Clone, Copy, PartialEq)]
enum Wants {
    Anything,
    Header,
    Body,
}

impl Issuer {
    /// Its ID tokens expire at this second.
    fn start(host: &'static str, expires: u64, wants: Wants) -> Self {
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
                } else {
                    (400, json!({ "error": "invalid_grant", "error_description": "the token was used" }))
                };
                let body = body.to_string();
                let _ = write!(stream, "HTTP/1.1 {code} Ok\r\nContent-Length: {}\r\n\r\n{body}", body.len());
            }
        });
        Self { front, exchanged }
    }

    fn local(expires: u64) -> Self {
        Self::start("localhost", expires, Wants::Anything)
    }

    fn url(&self, host: &str) -> String {
        format!("https://{host}:{}", self.front.address().port())
    }

    /// A provider's `config` with a token that has expired.
    fn config(&self, host: &str) -> Value {
        json!({
            "idp-issuer-url": self.url(host), "client-id": "tcpgen", "client-secret": "s& cret",
            "id-token": id_token("old", 1), "refresh-token": "again-0",
            "idp-certificate-authority-data": BASE64_STANDARD.encode(self.front.ca()),
        })
    }

    fn exchanged(&self) -> usize {
        *self.exchanged.lock().unwrap()
    }
}

fn fronted() -> (Place, Front) {
    let place = Place::own();
    let front = Front::plain(&place.kube().endpoint());
    (place, front)
}

/// A kubeconfig whose user has this provider's `config`.
fn with_config(place: &Place, front: &Front, config: Value) -> PathBuf {
    let server = json!({ "server": format!("http://{}", front.address()) });
    kubeconfig(place, server, json!({ "auth-provider": { "name": "oidc", "config": config } }))
}

fn variable(path: &Path) -> (&str, &str) {
    ("KUBECONFIG", path.to_str().unwrap())
}

const FOREVER: u64 = 99_999_999_999;

#[test]
fn a_token_of_openid_connect_is_shown_and_refreshed() {
    let (place, front) = fronted();
    let valid = id_token("valid", FOREVER);
    for (known, shown) in [
        (json!(valid), valid.clone()),
        (json!(id_token("old", 1)), id_token("new-1", FOREVER)),
        (json!(""), id_token("new-1", FOREVER)),
        (Value::Null, id_token("new-1", FOREVER)),
    ] {
        let issuer = Issuer::local(FOREVER);
        let mut config = issuer.config("localhost");
        config["id-token"] = known;
        if config["id-token"].is_null() {
            config.as_object_mut().unwrap().remove("id-token");
        }
        let path = with_config(&place, &front, config);
        let ran = list(&place, &[variable(&path)]).exits(0);
        assert_eq!(ran.err, "");
        assert_eq!(front.values("authorization").pop(), Some(format!("Bearer {shown}")));
        assert!(fs::read_to_string(&path).unwrap().contains(&shown));
    }
}

#[test]
fn new_tokens_are_written_and_nothing_else_of_the_file_changes() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let old = id_token("old", 1);
    let text = format!(
        "# Mine.\nkind: Config\napiVersion: v1\ncurrent-context: a   # the one\nclusters:\n- name: a\n  cluster: {{server: \
         'http://{}'}}\ncontexts:\n- {{name: a, context: {{cluster: a, user: me}}}}\nusers:\n- name: other\n  user: \
         {{token: again-0}}\n- name: me\n  user:\n    auth-provider:\n      name: oidc\n      config:\n        client-id: \
         tcpgen # public\n        id-token: {old} # short\n\n        idp-certificate-authority-data: {}\n        \
         idp-issuer-url: {}/\n        refresh-token: 'again-0'\t# long\n# The end, without a line break.",
        front.address(),
        BASE64_STANDARD.encode(issuer.front.ca()),
        issuer.url("localhost"),
    );
    let path = place.file("mine");
    fs::write(&path, &text).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    // A file before it in the list, and the same user in one after it.
    let (first, last) = (place.file("first"), place.file("last"));
    fs::write(&first, "kind: Config\n").unwrap();
    fs::write(&last, "users: [{name: me, user: {auth-provider: {name: oidc, config: {id-token: a}}}}]\n").unwrap();
    let listed = format!("{}:{}:{}", first.display(), path.display(), last.display());
    list(&place, &[("KUBECONFIG", &listed)]).exits(0);
    let expected = text.replace(&old, &id_token("new-1", FOREVER)).replace("'again-0'", "'again-1'");
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&last).unwrap().contains("id-token: a}"));
    // The new token is valid: the issuer is not asked again.
    list(&place, &[("KUBECONFIG", &listed)]).exits(0);
    assert_eq!(issuer.exchanged(), 1);
}

#[test]
fn an_issuer_that_rotates_refresh_tokens_serves_one_command_after_another() {
    let (place, front) = fronted();
    let issuer = Issuer::local(1);
    let path = with_config(&place, &front, issuer.config("localhost"));
    for count in 1..=3 {
        list(&place, &[variable(&path)]).exits(0);
        assert_eq!(
            front.values("authorization").pop(),
            Some(format!("Bearer {}", id_token(&format!("new-{count}"), 1)))
        );
    }
    assert_eq!(issuer.exchanged(), 3);
}

#[test]
fn the_issuer_is_reached_through_the_proxy_of_the_environment() {
    let (place, front) = fronted();
    let issuer = Issuer::start("cluster.test", FOREVER, Wants::Anything);
    let proxy = Proxy::start(Asks::Connect, issuer.front.address());
    let url = format!("http://{}", proxy.address());
    let path = with_config(&place, &front, issuer.config("cluster.test"));
    let ran = list(&place, &[variable(&path), ("HTTPS_PROXY", &url), ("NO_PROXY", "cluster.test")]).exits(2);
    ran.tells("there are no credentials for the cluster: the issuer https://cluster.test").tells("cannot be reached");
    assert_eq!((proxy.asked().len(), issuer.exchanged()), (0, 0));
    list(&place, &[variable(&path), ("HTTPS_PROXY", &url)]).exits(0);
    let targets: Vec<String> = proxy.asked().into_iter().map(|asked| asked.target).collect();
    assert_eq!(targets, [issuer.url("cluster.test").trim_start_matches("https://")]);
    assert_eq!(issuer.exchanged(), 1);
}

#[test]
fn an_issuer_has_a_private_ca_or_one_of_the_system() {
    let (place, front) = fronted();
    let ca = place.file("issuer.pem");
    for (key, exits) in [("", 2), ("SSL_CERT_FILE", 0), ("idp-certificate-authority", 0)] {
        let issuer = Issuer::local(FOREVER);
        fs::write(&ca, issuer.front.ca()).unwrap();
        let mut config = issuer.config("localhost");
        config.as_object_mut().unwrap().remove("idp-certificate-authority-data");
        if key.starts_with("idp") {
            config[key] = json!(ca);
        }
        let path = with_config(&place, &front, config);
        let trusted = if key == "SSL_CERT_FILE" { ca.to_str().unwrap() } else { "" };
        let variables = [variable(&path), ("SSL_CERT_FILE", trusted)];
        let ran = list(&place, if trusted.is_empty() { &variables[..1] } else { &variables }).exits(exits);
        if exits == 2 {
            ran.tells("cannot be trusted: invalid peer certificate").tells("`idp-certificate-authority-data`");
        }
    }
    for (data, told) in [("?", "is not base64"), ("YQ==", "contains no certificate")] {
        let mut config = Issuer::local(FOREVER).config("localhost");
        config["idp-certificate-authority-data"] = json!(data);
        let path = with_config(&place, &front, config);
        list(&place, &[variable(&path)]).exits(2).tells(&format!("`idp-certificate-authority-data` {told}"));
    }
}

#[test]
fn a_kubeconfig_that_cannot_be_written_is_a_warning() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let path = with_config(&place, &front, issuer.config("localhost"));
    let before = fs::read_to_string(&path).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    let ran = list(&place, &[variable(&path)]).exits(0);
    ran.tells("warning: the refreshed tokens were not written to").tells("it is read-only");
    assert_eq!(front.values("authorization"), [format!("Bearer {}", id_token("new-1", FOREVER))]);
    assert_eq!(fs::read_to_string(&path).unwrap(), before);
}

#[test]
fn a_token_that_the_cluster_rejects_is_refreshed_once() {
    for mode in [0o600, 0o400] {
        let (place, front) = fronted();
        let issuer = Issuer::local(FOREVER);
        let path = with_config(&place, &front, issuer.config("localhost"));
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        let kubeconfig = Some(path.clone());
        let mut cluster = Cluster::connect(ClusterOptions { kubeconfig, ..place.options() }).unwrap();
        cluster.list().unwrap();
        // It is valid by its own claim. What could not be written is not lost for the session.
        for count in 2..=3 {
            // The front compares in lower case.
            front.only(&id_token(&format!("new-{count}"), FOREVER).to_ascii_lowercase());
            cluster.list().unwrap();
        }
        front.only("another");
        assert_eq!(cluster.list().unwrap_err().code, "unauthorized");
        assert_eq!(issuer.exchanged(), 4);
        assert_eq!(fs::read_to_string(&path).unwrap().contains("again-4"), mode == 0o600);
        assert_eq!(cluster.remarks().len(), if mode == 0o600 { 0 } else { 4 });
    }
}

#[test]
fn the_secret_is_shown_where_the_issuer_wants_it() {
    let (place, front) = fronted();
    for wants in [Wants::Header, Wants::Body] {
        let issuer = Issuer::start("localhost", FOREVER, wants);
        let path = with_config(&place, &front, issuer.config("localhost"));
        list(&place, &[variable(&path)]).exits(0);
        assert_eq!(issuer.exchanged(), 1);
    }
}

#[test]
fn a_login_that_has_ended_is_reported_in_the_words_of_the_issuer() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    for (key, value, told) in [
        ("refresh-token", "secret", "did not refresh the token: 400 Bad Request, invalid_grant, the token was used"),
        ("refresh-token", "", "the `id-token` is no longer valid, and the kubeconfig has no `refresh-token`"),
        ("client-id", "", "the kubeconfig's `auth-provider` has no `client-id`"),
        ("idp-issuer-url", "http://localhost", "has a URL that is not https: http://localhost/.well-known"),
    ] {
        let mut config = issuer.config("localhost");
        config[key] = json!(value);
        let path = with_config(&place, &front, config);
        let ran =
            list(&place, &[variable(&path)]).exits(2).tells("there are no credentials for the cluster").tells(told);
        assert!(!ran.err.contains("secret") && !ran.err.contains("s& cret"), "{ran:?}");
    }
    assert!(front.heads().is_empty());
}
