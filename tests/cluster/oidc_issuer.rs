//! How the issuer of OpenID Connect is reached and trusted.

use std::fs;

use serde_json::json;

use crate::cluster::issuer::{FOREVER, Issuer, Wants, fronted, variable, with_config};
use crate::cluster::kubeconfig::list;
use crate::support::proxy::{Asks, Proxy};

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
fn the_issuer_is_never_reached_through_the_proxy_of_the_kubeconfig() {
    let (place, front) = fronted();
    let issuer = Issuer::local(FOREVER);
    let proxy = Proxy::start(Asks::Connect, front.address());
    let path = with_config(&place, &front, issuer.config("localhost"));
    let mut config: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let cluster = format!("cluster.test:{}", front.address().port());
    config["clusters"][0]["cluster"]["server"] = json!(format!("http://{cluster}"));
    config["clusters"][0]["cluster"]["proxy-url"] = json!(format!("http://{}", proxy.address()));
    fs::write(&path, config.to_string()).unwrap();
    list(&place, &[variable(&path)]).exits(0);
    assert_eq!(issuer.exchanged(), 1);
    let asked = proxy.asked();
    assert!(!asked.is_empty() && asked.iter().all(|asked| asked.target == cluster), "{asked:?}");
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
    // A relative path starts at the kubeconfig's directory, wherever the command runs.
    let issuer = Issuer::local(FOREVER);
    let mut config = issuer.config("localhost");
    config.as_object_mut().unwrap().remove("idp-certificate-authority-data");
    config["idp-certificate-authority"] = json!("../issuer.pem");
    fs::write(&ca, issuer.front.ca()).unwrap();
    fs::create_dir(place.file("home")).unwrap();
    let path = place.file("home/mine");
    fs::rename(with_config(&place, &front, config), &path).unwrap();
    list(&place, &[variable(&path)]).exits(0);
    list(&place, &[("KUBECONFIG", "home/mine")]).exits(0);
    let mut config = issuer.config("localhost");
    config.as_object_mut().unwrap().remove("idp-certificate-authority-data");
    config["idp-certificate-authority"] = json!("gone.pem");
    let path = with_config(&place, &front, config);
    list(&place, &[variable(&path)]).exits(2).tells("cannot read `idp-certificate-authority`").tells("gone.pem");
    for (data, told) in [("?", "is not base64"), ("YQ==", "contains no certificate")] {
        let mut config = Issuer::local(FOREVER).config("localhost");
        config["idp-certificate-authority-data"] = json!(data);
        let path = with_config(&place, &front, config);
        list(&place, &[variable(&path)]).exits(2).tells(&format!("`idp-certificate-authority-data` {told}"));
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
