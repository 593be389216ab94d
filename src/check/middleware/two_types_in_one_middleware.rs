use crate::check::view::notation::Notation;
use crate::check::view::phrases::{IN_FLIGHT_CONN, IP_ALLOW_LIST, IP_WHITE_LIST, Phrase};
use crate::check::{Check, Context, Run};
use crate::desired::{self, Entry};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{MiddlewareTcp, Object};
use crate::source::Span;

/// A middleware with more than one type.
pub static CODE: Code = Code {
    name: "two-types-in-one-middleware",
    severity: Severity::Warning,
    summary: "a middleware has two types: Traefik serves only one",
    explanation: include_str!("two_types_in_one_middleware.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `buildConstructor` in `pkg/server/middleware/tcp/middlewares.go`: each type overwrites the one before.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (object, middleware) in context.resources.middlewares().filter(|(object, _)| !object.external) {
        let mut types = types(context.entry(object).and_then(Entry::middleware), object, middleware);
        let Some((served, place)) = types.next() else { continue };
        for (ignored, span) in types {
            let [served, ignored] = [served, ignored].map(|phrase| Notation::of(object).words(phrase));
            let message = format!("a middleware has one type: Traefik serves {served} and ignores {ignored}");
            diagnostics.push(
                Diagnostic::new(&CODE, span, message)
                    .related(place, "this one is served")
                    .help("make two middlewares, and name both in the route"),
            );
        }
    }
}

/// The types that a middleware has, the one that Traefik serves first, with their places.
fn types(
    written: Option<&desired::Middleware>,
    object: &Object,
    middleware: &MiddlewareTcp,
) -> impl Iterator<Item = (&'static Phrase, Span)> + use<> {
    let MiddlewareTcp { in_flight_conn, ip_allow_list, ip_white_list } = middleware;
    let list = written.and_then(|written| written.ip_allow_list.as_ref()).map(|list| list.span);
    let old_list = written.and_then(|written| written.ip_white_list.as_ref()).map(|list| list.span);
    let limit = written.and_then(|written| written.in_flight_conn.as_ref()).map(|limit| limit.span);
    let amount = in_flight_conn.as_ref().and_then(|limit| limit.amount).map(|amount| amount.span);
    let of_list = |list: &crate::resource::IpAllowList| list.source_range.span;
    let types = [
        (&IP_ALLOW_LIST, list.or(ip_allow_list.as_ref().map(of_list))),
        (&IP_WHITE_LIST, old_list.or(ip_white_list.as_ref().map(of_list))),
        (&IN_FLIGHT_CONN, limit.or(amount).or(in_flight_conn.as_ref().map(|_| object.span))),
    ];
    types.into_iter().filter_map(|(name, span): (&Phrase, _)| Some((name, span?)))
}
