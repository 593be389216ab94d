//! What a build is measured against: a program that only parses the same TOML into structs and serializes the objects
//! with the same libraries. It knows no more of the state file than the workload uses, checks nothing, remembers no
//! place. `baseline FILE` writes YAML to standard output.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::Write;

use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct State {
    #[serde(default)]
    middlewares: BTreeMap<String, Middleware>,
    #[serde(default)]
    routes: BTreeMap<String, Route>,
}

#[derive(Deserialize)]
struct Middleware {
    namespace: String,
    ip_allow_list: Vec<String>,
}

#[derive(Deserialize)]
struct Route {
    namespace: String,
    entry_points: Vec<String>,
    sni: String,
    middlewares: Vec<String>,
    services: Vec<Service>,
    tls: Option<Tls>,
}

#[derive(Deserialize, Serialize)]
struct Service {
    name: String,
    port: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<i64>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all(serialize = "camelCase"))]
struct Tls {
    #[serde(skip_serializing_if = "Option::is_none")]
    passthrough: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    secret_name: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Object<S> {
    api_version: &'static str,
    kind: &'static str,
    metadata: Metadata,
    spec: S,
}

#[derive(Serialize)]
struct Metadata {
    name: String,
    namespace: String,
    labels: BTreeMap<&'static str, &'static str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct MiddlewareSpec {
    ip_allow_list: AllowList,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AllowList {
    source_range: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RouteSpec {
    entry_points: Vec<String>,
    routes: Vec<Rule>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tls: Option<Tls>,
}

#[derive(Serialize)]
struct Rule {
    #[serde(rename = "match")]
    text: String,
    middlewares: Vec<Reference>,
    services: Vec<Service>,
}

#[derive(Serialize)]
struct Reference {
    name: String,
}

fn object<S>(kind: &'static str, name: String, namespace: String, spec: S) -> Object<S> {
    let labels = BTreeMap::from([("app.kubernetes.io/managed-by", "tcpgen")]);
    Object { api_version: "traefik.io/v1alpha1", kind, metadata: Metadata { name, namespace, labels }, spec }
}

fn main() -> Result<(), Box<dyn Error>> {
    // `cargo bench` starts every bench; without a file there is nothing to measure here.
    let Some(path) = std::env::args().nth(1).filter(|argument| !argument.starts_with("--")) else { return Ok(()) };
    let state: State = toml::from_str(&std::fs::read_to_string(path)?)?;
    let mut stream = String::new();
    for (name, middleware) in state.middlewares {
        let spec = MiddlewareSpec { ip_allow_list: AllowList { source_range: middleware.ip_allow_list } };
        write(&mut stream, &object("MiddlewareTCP", name, middleware.namespace, spec))?;
    }
    for (name, route) in state.routes {
        let rule = Rule {
            text: format!("HostSNI(`{}`)", route.sni),
            middlewares: route.middlewares.into_iter().map(|name| Reference { name }).collect(),
            services: route.services,
        };
        let spec = RouteSpec { entry_points: route.entry_points, routes: vec![rule], tls: route.tls };
        write(&mut stream, &object("IngressRouteTCP", name, route.namespace, spec))?;
    }
    std::io::stdout().lock().write_all(stream.as_bytes())?;
    Ok(())
}

fn write(stream: &mut String, object: &impl Serialize) -> Result<(), serde_saphyr::ser::Error> {
    if !stream.is_empty() {
        stream.push_str("---\n");
    }
    serde_saphyr::to_fmt_writer_with_options(stream, object, serde_saphyr::ser_options! { prefer_block_scalars: false })
}
