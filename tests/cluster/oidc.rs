//! Login with OpenID Connect: `auth-provider: oidc` of a kubeconfig.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};
use tcpgen::cluster::{Cluster, ClusterOptions};
use tcpgen::store::Store;

use crate::cluster::issuer::{FOREVER, Issuer, fronted, id_token, variable, with_config};
use crate::cluster::kubeconfig::list;

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
fn an_issuer_that_returns_no_refresh_token_leaves_the_old_one_valid() {
    let (place, front) = fronted();
    let issuer = Issuer::local(1);
    let mut config = issuer.config("localhost");
    config["refresh-token"] = json!("lasting");
    let path = with_config(&place, &front, config);
    let before = fs::read_to_string(&path).unwrap();
    for count in 1..=2 {
        list(&place, &[variable(&path)]).exits(0);
        let expected = before.replace(&id_token("old", 1), &id_token(&format!("new-{count}"), 1));
        assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    }
}

#[test]
fn a_user_without_a_refresh_token_has_the_id_token_as_long_as_it_is_valid() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    for (expires, code) in [(FOREVER, 0), (1, 2)] {
        let mut config = issuer.config("localhost");
        config.as_object_mut().unwrap().remove("refresh-token");
        config["id-token"] = json!(id_token("mine", expires));
        let path = with_config(&place, &front, config);
        let before = fs::read_to_string(&path).unwrap();
        let ran = list(&place, &[variable(&path)]).exits(code);
        assert_eq!(ran.err.contains("the kubeconfig has no `refresh-token`: log in again"), code == 2, "{ran:?}");
        assert_eq!(fs::read_to_string(&path).unwrap(), before);
    }
    assert_eq!(issuer.exchanged(), 0);
}

#[test]
fn a_token_or_a_password_of_the_kubeconfig_counts_before_the_login() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    fs::write(place.file("token"), "filed").unwrap();
    for (more, shown) in [
        (json!({ "token": "mine" }), "Bearer mine".to_owned()),
        (json!({ "tokenFile": "token" }), "Bearer filed".to_owned()),
        (json!({ "username": "me", "password": "p" }), format!("Basic {}", BASE64_STANDARD.encode("me:p"))),
    ] {
        let path = with_config(&place, &front, issuer.config("localhost"));
        let mut whole: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
        whole["users"][0]["user"].as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        fs::write(&path, whole.to_string()).unwrap();
        list(&place, &[variable(&path)]).exits(0);
        assert_eq!(front.values("authorization").pop(), Some(shown));
    }
    assert_eq!(issuer.exchanged(), 0);
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
        assert_eq!(cluster.remarks().len(), usize::from(mode != 0o600), "the same is reported once");
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
