//! Answers as HTTP has them.

use std::io;

use http_body_util::channel::Channel;
use http_body_util::{BodyExt, Either, Full};
use hyper::body::Bytes;
use hyper::header::{CONTENT_TYPE, HeaderValue, RETRY_AFTER, WARNING};
use hyper::{Response, StatusCode};
use serde_json::{Value, json};

use super::error::Refusal;

/// A whole answer, or a watch's endless one.
pub(super) type Body = Either<Full<Bytes>, Channel<Bytes, io::Error>>;

/// What a failing server answers, or a proxy in front of it.
pub(super) fn failing(code: u16, after: Option<u64>) -> Response<Body> {
    let mut refusal =
        Refusal::new(code, if code == 429 { "TooManyRequests" } else { "" }, "the server fails, on purpose");
    if let Some(seconds) = after {
        refusal = refusal.details(json!({ "retryAfterSeconds": seconds }));
    }
    let mut response = refused(&refusal);
    if let Some(seconds) = after {
        response.headers_mut().insert(RETRY_AFTER, seconds.into());
    }
    response
}

/// The beginning of an answer, and then nothing more.
pub(super) async fn half(whole: Response<Body>) -> Response<Body> {
    let (head, body) = whole.into_parts();
    let bytes = body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
    let (mut sender, body) = Channel::new(1);
    tokio::spawn(async move {
        let _ = sender.send_data(bytes.slice(..bytes.len() / 2)).await;
        sender.abort(io::Error::other("ended on purpose"));
    });
    Response::from_parts(head, Either::Right(body))
}

pub(super) fn refused(refusal: &Refusal) -> Response<Body> {
    let kind = if refusal.plain { "text/plain; charset=utf-8" } else { "application/json" };
    response(refusal.code, kind, Either::Left(Full::new(Bytes::from(refusal.body()))))
}

pub(super) fn json_response(code: u16, json: &Value) -> Response<Body> {
    response(code, "application/json", Either::Left(Full::new(Bytes::from(json.to_string()))))
}

/// The login page of a proxy.
pub(super) fn page() -> Response<Body> {
    response(200, "text/html", Either::Left(Full::new(Bytes::from_static(b"<html>log in</html>"))))
}

pub(super) fn watched(body: Channel<Bytes, io::Error>) -> Response<Body> {
    response(200, "application/json", Either::Right(body))
}

/// With a `Warning` header for each of these (RFC 9110, 5.5).
pub(super) fn with_warnings(mut response: Response<Body>, warnings: &[String]) -> Response<Body> {
    for warning in warnings {
        let quoted = warning.replace('\\', "\\\\").replace('"', "\\\"");
        let header =
            HeaderValue::from_str(&format!("299 - \"{quoted}\"")).expect("a warning has no control characters");
        response.headers_mut().append(WARNING, header);
    }
    response
}

fn response(code: u16, kind: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(code).expect("a status code of HTTP");
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    response
}
