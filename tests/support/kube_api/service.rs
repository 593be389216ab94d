//! One request and its answer.

use std::io;
use std::sync::Arc;

use http_body_util::channel::Channel;
use http_body_util::{BodyExt, Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, RETRY_AFTER};
use hyper::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};

use super::error::Refusal;
use super::faults::{Asked, Fault, Faults};
use super::query::Query;
use super::store::Store;
use super::target::Target;
use super::watch::Watch;
use super::writes;

/// What a server has, and what goes wrong with it.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) store: Arc<Store>,
    pub(super) faults: Faults,
}

/// A whole answer, or a watch's endless one.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, io::Error>>;

type Answer = Result<Response<Body>, Refusal>;

/// Answers a request; a refusal is an answer as well. An error ends the connection.
pub(super) async fn answer(request: Request<Incoming>, served: Arc<Served>) -> io::Result<Response<Body>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    let (target, query) = match read(&head.uri, &served) {
        Ok(read) => read,
        Err(refusal) => return Ok(refused(&refusal)),
    };
    let asked = asked(&head.method, &target, &query, head.uri.query().unwrap_or_default());
    let fault = served.faults.meet(&asked);
    match &fault {
        Some(Fault::Drop) => return Err(io::Error::other("dropped on purpose")),
        Some(Fault::Answer(code, after)) => return Ok(ill(*code, *after)),
        Some(Fault::Refuse(reason)) => return Ok(refused(&Refusal::new(422, "Invalid", *reason))),
        Some(Fault::Forbid) => return Ok(refused(&forbidden(&asked, &target))),
        Some(Fault::Slow(time)) => tokio::time::sleep(*time).await,
        _ => {}
    }
    let answer = serve(&head.method, target, query, &body, &served).unwrap_or_else(|refusal| refused(&refusal));
    match fault {
        Some(Fault::DropDone) => Err(io::Error::other("dropped on purpose")),
        Some(Fault::Half) => Ok(half(answer).await),
        _ => Ok(answer),
    }
}

fn read(uri: &hyper::Uri, served: &Served) -> Result<(Target, Query), Refusal> {
    let target = Target::parse(uri.path())?;
    if served.faults.misses(target.kind.plural) {
        return Err(Refusal::not_found("the server could not find the requested resource"));
    }
    Ok((target, Query::parse(uri.query().unwrap_or_default())?))
}

fn asked(method: &Method, target: &Target, query: &Query, text: &str) -> Asked {
    let verb = match (method.as_str(), query.watch, &target.name) {
        ("GET", true, _) => "watch",
        ("GET", false, None) => "list",
        ("GET", false, Some(_)) => "get",
        ("PUT", ..) => "update",
        ("PATCH", ..) => "patch",
        ("DELETE", ..) => "delete",
        _ => "other",
    };
    Asked {
        verb: verb.to_owned(),
        resource: target.kind.plural.to_owned(),
        namespace: target.namespace.clone().unwrap_or_default(),
        name: target.name.clone().unwrap_or_default(),
        query: text.to_owned(),
    }
}

fn serve(method: &Method, target: Target, query: Query, body: &[u8], served: &Served) -> Answer {
    let store = &served.store;
    let written = match *method {
        Method::GET => return get(target, query, store),
        Method::PATCH => writes::patch(store, &target, &query, body)?,
        Method::PUT => writes::put(store, &target, &query, body)?,
        Method::DELETE => writes::delete(store, &target, &query, body)?,
        _ => return Err(Refusal::method_not_allowed(method.as_str())),
    };
    Ok(json_response(written.0, &written.1))
}

fn get(target: Target, query: Query, store: &Arc<Store>) -> Answer {
    if query.watch {
        let (sender, body) = Channel::new(16);
        tokio::spawn(Watch { store: Arc::clone(store), target, query }.run(sender));
        return Ok(response(200, Either::Right(body)));
    }
    let (version, mut objects) = store.list(|key, object| target.covers(key) && query.labels.selects(object));
    if let Some(name) = &target.name {
        let found = objects.pop().ok_or_else(|| Refusal::no_object(target.kind, name))?;
        return Ok(json_response(200, &found));
    }
    let mut metadata = json!({ "resourceVersion": version.to_string() });
    let end = query.limit.map_or(objects.len(), |limit| (query.from + limit).min(objects.len()));
    if end < objects.len() {
        metadata["continue"] = json!(end.to_string());
    }
    let page: Vec<Value> = objects.drain(query.from.min(end)..end).collect();
    let list = json!({
        "kind": format!("{}List", target.kind.name),
        "apiVersion": target.kind.api_version(),
        "metadata": metadata,
        "items": page,
    });
    Ok(json_response(200, &list))
}

/// What an ill server says, or a proxy before it.
fn ill(code: u16, after: Option<u64>) -> Response<Body> {
    let mut response = refused(&Refusal::new(code, "", "the server is ill, on purpose"));
    if let Some(seconds) = after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

fn forbidden(asked: &Asked, target: &Target) -> Refusal {
    let Asked { verb, resource, namespace, name, .. } = asked;
    let group = target.kind.group;
    let place = if namespace.is_empty() {
        "at the cluster scope".to_owned()
    } else {
        format!("in the namespace \"{namespace}\"")
    };
    let message = format!(
        "{resource}.{group} \"{name}\" is forbidden: User \"tester\" cannot {verb} resource \"{resource}\" in API group \
         \"{group}\" {place}"
    );
    Refusal::new(403, "Forbidden", message)
}

/// The beginning of an answer, and then nothing more.
async fn half(whole: Response<Body>) -> Response<Body> {
    let (head, body) = whole.into_parts();
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        let _ = sender.send_data(bytes.slice(..bytes.len() / 2)).await;
        sender.abort(io::Error::other("ended on purpose"));
    });
    Response::from_parts(head, Either::Right(body))
}

fn refused(refusal: &Refusal) -> Response<Body> {
    json_response(refusal.code, &refusal.to_json())
}

fn json_response(code: u16, json: &Value) -> Response<Body> {
    response(code, Either::Left(Full::new(Bytes::from(json.to_string()))))
}

fn response(code: u16, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(code).expect("a status code of HTTP");
    response.headers_mut().insert(CONTENT_TYPE, "application/json".parse().expect("a header's value"));
    response
}
