//! Who comes in over HTTP: the token, the size and the pace of a request. `Host` and `Origin` are the protocol library's
//! to check.

use std::convert::Infallible;
use std::time::Duration;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, WWW_AUTHENTICATE};
use hyper::{Request, Response, StatusCode};
use tokio::time::timeout;

use super::cors;

/// The longest request in bytes. A tool call is a few hundred.
pub(super) const BODY_AT_MOST: usize = 1 << 20;

/// How long a client may take for its request's body.
const BODY_TIME: Duration = Duration::from_secs(10);

pub(super) type Answer = Response<BoxBody<Bytes, Infallible>>;

/// The answer to a preflight: of a page that may call, and of any other.
pub(super) fn preflight(is_allowed: bool) -> Answer {
    if !is_allowed {
        return refuse(StatusCode::FORBIDDEN, "pages of this origin may not call; see --allowed-origin");
    }
    let mut answer = Response::new(Full::new(Bytes::new()).boxed());
    *answer.status_mut() = StatusCode::NO_CONTENT;
    cors::allow_requests(answer.headers_mut());
    answer
}

/// A request whose body is here, or why it is not let in.
pub(super) async fn admit(
    request: Request<Incoming>,
    token: Option<&str>,
) -> Result<Request<Full<Bytes>>, Box<Answer>> {
    if request.uri().path() != "/mcp" {
        return Err(Box::new(refuse(StatusCode::NOT_FOUND, "the server is at /mcp")));
    }
    if token.is_some_and(|token| !has_token(request.headers(), token)) {
        let mut answer = refuse(StatusCode::UNAUTHORIZED, "a bearer token is wanted");
        answer.headers_mut().insert(WWW_AUTHENTICATE, hyper::header::HeaderValue::from_static("Bearer"));
        return Err(Box::new(answer));
    }
    let declared = request.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if declared.is_some_and(|length: usize| length > BODY_AT_MOST) {
        return Err(Box::new(too_large()));
    }
    let (head, body) = request.into_parts();
    match timeout(BODY_TIME, Limited::new(body, BODY_AT_MOST).collect()).await {
        Ok(Ok(body)) => Ok(Request::from_parts(head, Full::new(body.to_bytes()))),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(Box::new(too_large())),
        Ok(Err(_)) => Err(Box::new(refuse(StatusCode::BAD_REQUEST, "the request ended too early"))),
        Err(_) => Err(Box::new(refuse(StatusCode::REQUEST_TIMEOUT, "the request came too slowly"))),
    }
}

fn too_large() -> Answer {
    refuse(StatusCode::PAYLOAD_TOO_LARGE, "the request is longer than 1 MiB")
}

/// Whether a request has the token. Its letters are compared without telling by the time taken which one differs.
fn has_token(headers: &HeaderMap, token: &str) -> bool {
    let written = headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some((scheme, given)) = written.split_once(' ') else { return false };
    let given = given.trim().as_bytes();
    let differ = given.iter().zip(token.as_bytes()).fold(0, |differ, (one, other)| differ | (one ^ other));
    scheme.eq_ignore_ascii_case("bearer") && given.len() == token.len() && differ == 0
}

fn refuse(status: StatusCode, why: &'static str) -> Answer {
    let mut answer = Response::new(Full::new(Bytes::from_static(why.as_bytes())).boxed());
    *answer.status_mut() = status;
    answer.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static("text/plain"));
    // What is left of the request is not read.
    answer.headers_mut().insert(hyper::header::CONNECTION, hyper::header::HeaderValue::from_static("close"));
    answer
}
