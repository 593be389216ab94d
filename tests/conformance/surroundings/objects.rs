//! Services, EndpointSlices and Secrets of a cluster: missing, wrong, or as they should be.

use serde_json::{Value, json};

use super::super::random::dice::Dice;
use super::super::rig::Backends;
use crate::support::certificate::Certificate;

/// What is the matter with a Service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nothing: its endpoints are ready.
    Ready,
    /// It does not exist.
    Absent,
    /// It exists, and has no EndpointSlice.
    NoSlice,
    /// Its EndpointSlice has no endpoint.
    Empty,
    /// Its endpoint is not ready.
    Unready,
    /// Nobody says whether its endpoint is ready.
    Unsaid,
    /// Its EndpointSlice names its ports otherwise.
    OtherPorts,
    /// The port of its EndpointSlice has no number.
    Portless,
    /// One of two EndpointSlices is ready.
    Half,
    /// An EndpointSlice of this name belongs to another Service.
    OfAnother,
    /// It is headless, with ready endpoints.
    Headless,
    /// It has an address of its own, and no endpoints.
    Native,
    /// It stands for a name, with ports.
    External,
    /// It stands for a name, without ports.
    ExternalPortless,
}

use Fate::{
    Absent, Empty, External, ExternalPortless, Half, Headless, Native, NoSlice, OfAnother, OtherPorts, Portless, Ready,
    Unready, Unsaid,
};

pub const FATES: [Fate; 19] = [
    Ready,
    Ready,
    Ready,
    Ready,
    Ready,
    Absent,
    Absent,
    NoSlice,
    Empty,
    Unready,
    Unsaid,
    OtherPorts,
    Portless,
    Half,
    OfAnother,
    Headless,
    Native,
    External,
    ExternalPortless,
];

/// The ports that a route may name of a Service: some that it has, and some that it has not.
pub fn port(dice: &mut Dice, fate: Fate, server: u16) -> String {
    let number = match fate {
        // Connected to as it is.
        External | ExternalPortless | Native => server.to_string(),
        _ => "1".to_owned(),
    };
    match dice.between(0, 9) {
        0..=5 => number,
        6 | 7 => "\"pg\"".to_owned(),
        8 => "\"nope\"".to_owned(),
        // As a text it is a name.
        _ => format!("\"{number}\""),
    }
}

/// A Service with its EndpointSlices. The server listens on loopback, where no real API server lets an EndpointSlice point.
pub fn service(namespace: &str, name: &str, fate: Fate, backends: &Backends) -> Vec<Value> {
    let server = backends.address(namespace, name).port();
    let metadata = json!({ "namespace": namespace, "name": name });
    let number = if matches!(fate, External | Native) { server } else { 1 };
    let ports = json!([
        { "name": "metrics", "port": 9187, "protocol": "TCP" },
        { "name": "pg", "port": number, "protocol": "TCP" },
    ]);
    let spec = match fate {
        Absent => return Vec::new(),
        External => json!({ "type": "ExternalName", "externalName": "127.0.0.1", "ports": ports }),
        ExternalPortless => json!({ "type": "ExternalName", "externalName": "127.0.0.1" }),
        Headless => json!({ "type": "ClusterIP", "clusterIP": "None", "ports": ports }),
        Native => json!({ "type": "ClusterIP", "clusterIP": "127.0.0.1", "ports": ports }),
        _ => json!({ "type": "ClusterIP", "clusterIP": "10.255.1.1", "ports": ports }),
    };
    let mut all = vec![json!({ "apiVersion": "v1", "kind": "Service", "metadata": metadata, "spec": spec })];
    let slice = |suffix: &str, of: &str, port: &str, number: Value, endpoints: Value| {
        json!({
            "apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
            "metadata": {
                "namespace": namespace, "name": format!("{name}-{suffix}"), "labels": { "kubernetes.io/service-name": of },
            },
            "ports": [
                { "name": "metrics", "port": 9187, "protocol": "TCP" },
                { "name": port, "port": number, "protocol": "TCP" },
            ],
            "endpoints": endpoints,
        })
    };
    let endpoint = |conditions: Value| json!([{ "addresses": ["127.0.0.1"], "conditions": conditions }]);
    let ready = || endpoint(json!({ "ready": true }));
    match fate {
        Ready | Headless => all.push(slice("x1", name, "pg", json!(server), ready())),
        Empty => all.push(slice("x1", name, "pg", json!(server), json!([]))),
        Unready => all.push(slice("x1", name, "pg", json!(server), endpoint(json!({ "ready": false })))),
        Unsaid => all.push(slice("x1", name, "pg", json!(server), endpoint(json!({})))),
        OtherPorts => all.push(slice("x1", name, "other", json!(server), ready())),
        Portless => all.push(slice("x1", name, "pg", Value::Null, ready())),
        Half => {
            all.push(slice("x1", name, "pg", json!(server), endpoint(json!({ "ready": false }))));
            all.push(slice("x2", name, "pg", json!(server), ready()));
        }
        OfAnother => all.push(slice("x1", "nobody", "pg", json!(server), ready())),
        Absent | NoSlice | Native | External | ExternalPortless => {}
    }
    all
}

/// A Secret that is missing, lacks a key, has an empty one, or is as it should be.
pub fn secret(dice: &mut Dice, name: &str, keys: [&str; 2], values: [&str; 2]) -> Option<Value> {
    let [first, second] = keys;
    let [one, other] = values.map(base64);
    let data = match dice.between(0, 5) {
        0 => return None,
        1 => json!({ first: one }),
        2 => json!({ first: "", second: other }),
        3 => json!({}),
        _ => json!({ first: one, second: other }),
    };
    let metadata = json!({ "namespace": "default", "name": name });
    Some(json!({ "apiVersion": "v1", "kind": "Secret", "metadata": metadata, "data": data }))
}

/// The Secrets that random tables refer to.
pub fn secrets(dice: &mut Dice, certificate: &Certificate) -> Vec<Value> {
    let (cert, key) = (certificate.pem(), certificate.key_pem());
    let shown = secret(dice, "cert", ["tls.crt", "tls.key"], [&cert, &key]);
    // Of the two keys of an authority one is enough.
    let authority = match dice.between(0, 2) {
        0 => None,
        1 => secret(dice, "clients", ["other.pem", "root.pem"], [&cert, &cert]),
        _ => Some(json!({
            "apiVersion": "v1", "kind": "Secret", "metadata": { "namespace": "default", "name": "clients" },
            "data": { "ca.crt": base64(&cert) },
        })),
    };
    shown.into_iter().chain(authority).collect()
}

fn base64(text: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut encoded = String::new();
    for chunk in text.as_bytes().chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | u32::from(chunk.get(at).copied().unwrap_or(0)));
        for at in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * at) & 63) as usize];
            encoded.push(if at <= chunk.len() { char::from(letter) } else { '=' });
        }
    }
    encoded
}
