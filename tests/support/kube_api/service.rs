//! One request and its answer.

use std::convert::Infallible;
use std::sync::Arc;

use http_body_util::channel::Channel;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request, Response, StatusCode};
use serde_json::{Value, json};

use super::error::Refusal;
use super::query::Query;
use super::store::Store;
use super::target::Target;
use super::watch::Watch;

/// A whole answer, or a watch's endless one.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, Infallible>>;

/// Answers a request; a refusal is an answer as well.
pub(super) fn answer(request: &Request<Incoming>, store: &Arc<Store>) -> Response<Body> {
    serve(request, store).unwrap_or_else(|refusal| json_response(refusal.code, &refusal.to_json()))
}

fn serve(request: &Request<Incoming>, store: &Arc<Store>) -> Result<Response<Body>, Refusal> {
    let target = Target::parse(request.uri().path())?;
    if *request.method() != Method::GET {
        return Err(Refusal::method_not_allowed(request.method().as_str()));
    }
    let query = Query::parse(request.uri().query().unwrap_or_default())?;
    if query.watch {
        let (sender, body) = Channel::new(16);
        tokio::spawn(Watch { store: Arc::clone(store), target, query }.run(sender));
        return Ok(response(200, Either::Right(body)));
    }
    let (version, mut objects) = store.list(|key, object| target.covers(key) && query.labels.selects(object));
    if let Some(name) = &target.name {
        let found = objects.pop().ok_or_else(|| {
            let Target { kind, .. } = target;
            Refusal::not_found(format!("{}.{} \"{name}\" not found", kind.plural, kind.group))
        })?;
        return Ok(json_response(200, &found));
    }
    let list = json!({
        "kind": format!("{}List", target.kind.name),
        "apiVersion": target.kind.api_version(),
        "metadata": { "resourceVersion": version.to_string() },
        "items": objects,
    });
    Ok(json_response(200, &list))
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
