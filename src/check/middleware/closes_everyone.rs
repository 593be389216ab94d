use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{MiddlewareTcp, Object};

/// A limit that lets nobody through.
pub static CODE: Code = Code {
    name: "closes-everyone",
    severity: Severity::Warning,
    summary: "a limit of 0 connections closes every connection",
    explanation: include_str!("closes_everyone.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Middleware(check)] };

/// Observed on 3.7.15; `pkg/middlewares/tcp/inflightconn`. With an allow list beside it the limit is not served at all.
fn check(_: &Context<'_>, object: &Object, middleware: &MiddlewareTcp, diagnostics: &mut Vec<Diagnostic>) {
    let Some(limit) = &middleware.in_flight_conn else { return };
    let listed = middleware.ip_allow_list.is_some() || middleware.ip_white_list.is_some();
    if listed || !object.whole || limit.amount.is_some_and(|amount| amount.value != 0) {
        return;
    }
    let place = limit.amount.map_or(object.span, |amount| amount.span);
    diagnostics.push(
        Diagnostic::new(&CODE, place, "a limit of 0 connections closes every one").help(
            "write how many connections one client address may have at once; for no limit take the middleware out",
        ),
    );
}
