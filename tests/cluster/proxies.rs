//! Connections through a proxy. The cluster's name does not resolve: only the proxy knows its address.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::cluster::kubeconfig::{kubeconfig, list};
use crate::cluster::place::Place;
use crate::support::front::Front;
use crate::support::proxy::{Asks, Proxy, Wanted};

const CLUSTER: &str = "https://cluster.test:6443";

/// The fields of a cluster behind a front.
fn cluster(front: &Front, server: &str) -> Value {
    json!({ "server": server, "certificate-authority-data": BASE64_STANDARD.encode(front.ca()) })
}

fn wanted(login: &str) -> Vec<Wanted> {
    vec![Wanted { target: "cluster.test:6443".to_owned(), login: login.to_owned() }]
}

fn behind_a_front(asks: Asks) -> (Place, Front, Proxy) {
    let place = Place::own();
    let front = Front::tls(&place.kube().endpoint());
    let proxy = Proxy::start(asks, front.address());
    (place, front, proxy)
}

#[test]
fn a_proxy_of_the_environment_leads_to_the_cluster() {
    let basic = format!("Basic {}", BASE64_STANDARD.encode("me:s@cret"));
    for (asks, name, url, login) in [
        (Asks::Connect, "HTTPS_PROXY", "http://ADDRESS", ""),
        (Asks::Connect, "https_proxy", "ADDRESS", ""),
        (Asks::Connect, "ALL_PROXY", "http://ADDRESS/", ""),
        (Asks::Connect, "HTTPS_PROXY", "http://me:s%40cret@ADDRESS", basic.as_str()),
        (Asks::Socks, "HTTPS_PROXY", "socks5://ADDRESS", ""),
        (Asks::Socks, "all_proxy", "socks5h://ADDRESS", ""),
        (Asks::Socks, "HTTPS_PROXY", "socks5://me:s%40cret@ADDRESS", "me:s@cret"),
    ] {
        let (place, front, proxy) = behind_a_front(asks);
        let path = kubeconfig(&place, cluster(&front, CLUSTER), json!({ "token": "tester" }));
        let url = url.replace("ADDRESS", &proxy.address().to_string());
        list(&place, &[("KUBECONFIG", path.to_str().unwrap()), (name, &url)]).exits(0);
        assert_eq!(proxy.asked(), wanted(login), "{name}={url}");
        assert_eq!(front.values("authorization"), ["Bearer tester"], "{name}={url}");
    }
}

#[test]
fn a_proxy_of_the_kubeconfig_counts_before_the_environment() {
    for (asks, scheme) in [(Asks::Connect, "http"), (Asks::Socks, "socks5")] {
        let (place, front, proxy) = behind_a_front(asks);
        let mut fields = cluster(&front, CLUSTER);
        fields["proxy-url"] = json!(format!("{scheme}://{}", proxy.address()));
        let path = kubeconfig(&place, fields, json!({}));
        let other = Proxy::start(asks, front.address());
        let url = format!("{scheme}://{}", other.address());
        list(&place, &[("KUBECONFIG", path.to_str().unwrap()), ("HTTPS_PROXY", &url), ("NO_PROXY", "*")]).exits(0);
        assert_eq!((proxy.asked(), other.asked()), (wanted(""), vec![]), "{scheme}");
    }
}

#[test]
fn a_cluster_without_tls_has_its_own_variable() {
    let (place, _, _) = behind_a_front(Asks::Connect);
    let front = Front::plain(&place.kube().endpoint());
    let proxy = Proxy::start(Asks::Connect, front.address());
    let path = kubeconfig(&place, json!({ "server": "http://cluster.test:6443" }), json!({}));
    let url = format!("http://{}", proxy.address());
    list(&place, &[("KUBECONFIG", path.to_str().unwrap()), ("HTTP_PROXY", &url)]).exits(0);
    assert_eq!(proxy.asked(), wanted(""));
}

#[test]
fn what_no_proxy_names_and_loopback_is_reached_without() {
    let (place, front, proxy) = behind_a_front(Asks::Connect);
    let url = format!("http://{}", proxy.address());
    let path = kubeconfig(&place, cluster(&front, CLUSTER), json!({}));
    for no in ["cluster.test", ".test,", "a,,*.test:6443", "*"] {
        let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap()), ("HTTPS_PROXY", &url), ("NO_PROXY", no)]);
        ran.exits(2).tells("the cluster at https://cluster.test:6443 cannot be reached");
    }
    let server = format!("https://localhost:{}", front.address().port());
    let path = kubeconfig(&place, cluster(&front, &server), json!({}));
    list(&place, &[("KUBECONFIG", path.to_str().unwrap()), ("HTTPS_PROXY", &url)]).exits(0);
    assert_eq!(proxy.asked(), []);
}

#[test]
fn a_proxy_that_refuses_is_named_without_its_password() {
    for code in [407, 502] {
        let (place, front, proxy) = behind_a_front(Asks::Refused(code));
        let path = kubeconfig(&place, cluster(&front, CLUSTER), json!({}));
        let url = format!("http://me:secret@{}", proxy.address());
        let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap()), ("HTTPS_PROXY", &url)]).exits(2);
        let ran = ran.tells(&format!("(through the proxy http://{})", proxy.address())).tells("cannot be reached");
        assert!(!ran.err.contains("secret"), "{ran:?}");
    }
    let (place, front, _) = behind_a_front(Asks::Connect);
    let path = kubeconfig(&place, cluster(&front, CLUSTER), json!({}));
    let ran = list(&place, &[("KUBECONFIG", path.to_str().unwrap()), ("HTTPS_PROXY", "ftp://me:secret@a")]).exits(2);
    let ran = ran.tells("the variable `HTTPS_PROXY` is not the URL of an http, https or socks5 proxy");
    assert!(!ran.err.contains("secret"), "{ran:?}");
}
