//! One request and its answer.

use std::io;
use std::sync::Arc;

use http_body_util::BodyExt;
use http_body_util::channel::Channel;
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use hyper::http::request::Parts;
use hyper::{Method, Request, Response};
use serde_json::json;

use super::access::{Access, User, forbidden};
use super::answers::{Body, failing, half, json_response, page, refused, watched, with_warnings};
use super::deletes;
use super::discovery::discovery;
use super::error::Refusal;
use super::faults::{Asked, Fault, Faults};
use super::pages;
use super::query::Query;
use super::store::Store;
use super::target::Target;
use super::watch::Watch;
use super::writes::Write;

/// What a server has, whom it knows, and what goes wrong with it.
#[derive(Debug)]
pub(super) struct Served {
    pub(super) store: Arc<Store>,
    pub(super) faults: Faults,
    pub(super) access: Access,
}

type Answer = Result<Response<Body>, Refusal>;

/// Answers a request; a refusal is an answer as well. An error ends the connection.
pub(super) async fn answer(request: Request<Incoming>, served: Arc<Served>) -> io::Result<Response<Body>> {
    let (head, body) = request.into_parts();
    let body = body.collect().await.map_err(io::Error::other)?.to_bytes();
    if let Some(found) = discovery(head.uri.path()).filter(|_| head.method == Method::GET) {
        return Ok(json_response(200, &found));
    }
    if head.uri.path() == "/apis/authentication.k8s.io/v1/selfsubjectreviews" {
        let header = head.headers.get("authorization").and_then(|header| header.to_str().ok()).unwrap_or_default();
        let user = json!({ "username": header.trim_start_matches("Bearer ") });
        return Ok(json_response(201, &json!({ "status": { "userInfo": user } })));
    }
    let call = match Call::read(&head, &served) {
        Ok(call) => call,
        Err(refusal) => return Ok(refused(&refusal)),
    };
    let fault = served.faults.meet(&call.asked);
    match &fault {
        Some(Fault::Drop) => return Err(io::Error::other("dropped on purpose")),
        Some(Fault::Answer(code, after)) => return Ok(failing(*code, *after)),
        Some(Fault::Refuse(reason)) => return Ok(refused(&Refusal::new(422, "Invalid", *reason))),
        Some(Fault::Webhook) => {
            let message = "Internal error occurred: failed calling webhook \"guard.example.com\": failed to call webhook: Post \
                           \"https://guard.ops.svc:443/validate?timeout=10s\": dial tcp 127.0.0.1:443: connect: connection refused";
            return Ok(refused(&Refusal::new(500, "InternalError", message)));
        }
        Some(Fault::Page) => return Ok(page()),
        Some(Fault::Deny(reason)) => {
            let message = format!("{} \"{}\" is forbidden: {reason}", call.target.kind.resource(), call.asked.name);
            return Ok(refused(&Refusal::new(403, "Forbidden", message)));
        }
        Some(Fault::Forbid) => {
            let refusal = forbidden("tester", &call.asked.verb, &call.asked, call.target.kind);
            return Ok(refused(&refusal));
        }
        Some(Fault::Slow(time)) => tokio::time::sleep(*time).await,
        _ => {}
    }
    let answer = call.serve(&head, &body, &served, fault.as_ref()).unwrap_or_else(|refusal| refused(&refusal));
    match fault {
        Some(Fault::DropDone) => Err(io::Error::other("dropped on purpose")),
        Some(Fault::Half) => Ok(half(answer).await),
        Some(Fault::Forget) => {
            served.store.touch();
            served.store.forget();
            Ok(answer)
        }
        Some(Fault::Warn(words)) => Ok(with_warnings(answer, &[words.to_owned()])),
        _ => Ok(answer),
    }
}

/// A request whose sender may send it.
struct Call {
    target: Target,
    query: Query,
    asked: Asked,
    user: Option<User>,
}

impl Call {
    fn read(head: &Parts, served: &Served) -> Result<Self, Refusal> {
        let user = served.access.who(header(head, AUTHORIZATION.as_str()))?;
        let target = Target::parse(head.uri.path())?;
        if served.faults.misses(target.kind.plural) {
            return Err(Refusal::no_page());
        }
        let text = head.uri.query().unwrap_or_default();
        let query = Query::parse(text)?;
        let asked = asked(&head.method, &target, &query, text);
        if let Some(user) = &user {
            user.has_to_be_allowed(&asked.verb, &asked, target.kind)?;
        }
        Ok(Self { target, query, asked, user })
    }

    fn serve(self, head: &Parts, body: &[u8], served: &Served, fault: Option<&Fault>) -> Answer {
        let Self { target, mut query, asked, user } = self;
        let store = &served.store;
        let ignores_dry_run = fault == Some(&Fault::IgnoreDryRun);
        query.dry_run &= !ignores_dry_run;
        let delete_options = if ignores_dry_run { &[] } else { body };
        if head.method == Method::GET {
            return get(target, query, store);
        }
        if head.method == Method::DELETE {
            return Ok(json_response(200, &deletes::delete(store, &target, &query, delete_options)?));
        }
        let agent = header(head, USER_AGENT.as_str()).unwrap_or("unknown");
        let write = Write {
            store,
            target: &target,
            query: &query,
            content_type: header(head, CONTENT_TYPE.as_str()).unwrap_or_default(),
            agent: agent.split('/').next().unwrap_or_default(),
            body,
            user: user.as_ref(),
            asked: &asked,
        };
        let (code, object, warnings) = match head.method {
            Method::PATCH => write.patch()?,
            Method::PUT => write.put()?,
            Method::POST => write.post()?,
            _ => return Err(Refusal::method_not_allowed()),
        };
        Ok(with_warnings(json_response(code, &object), &warnings))
    }
}

fn get(target: Target, query: Query, store: &Arc<Store>) -> Answer {
    if query.watch {
        let (sender, body) = Channel::new(16);
        tokio::spawn(Watch { store: Arc::clone(store), target, query }.run(sender));
        return Ok(watched(body));
    }
    let Some(name) = &target.name else { return Ok(json_response(200, &pages::list(store, &target, &query)?)) };
    let found = store.list(|key, _| target.covers(key)).1.pop();
    let found = found.ok_or_else(|| Refusal::no_object(target.kind, name))?;
    Ok(json_response(200, &found))
}

fn asked(method: &Method, target: &Target, query: &Query, text: &str) -> Asked {
    let verb = match (method.as_str(), query.watch, &target.name) {
        ("GET", true, _) => "watch",
        ("GET", false, None) => "list",
        ("GET", false, Some(_)) => "get",
        ("POST", ..) => "create",
        ("PUT", ..) => "update",
        ("PATCH", ..) => "patch",
        ("DELETE", _, None) => "deletecollection",
        ("DELETE", _, Some(_)) => "delete",
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

fn header<'h>(head: &'h Parts, name: &str) -> Option<&'h str> {
    head.headers.get(name).and_then(|value| value.to_str().ok())
}
