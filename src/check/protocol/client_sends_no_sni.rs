use crate::check::view::phrases::CATCH_ALL;
use crate::check::view::protocol::ServerName;
use crate::check::view::witness::tls;
use crate::check::{Check, Context, NamelessClients, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::Answer;

/// A route by server name for clients that send none.
pub static CODE: Code = Code {
    name: "client-sends-no-sni",
    severity: Severity::Advice,
    summary: "a route requires a server name, but common clients of its protocol send none",
    explanation: include_str!("client_sends_no_sni.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// Only some clients of a protocol send none: where a port alone gives the protocol away, that would be a guess on a guess.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in &context.listeners {
        let silent = |rule: &&RuleView<'_>| {
            rule.hint.is_none() && rule.protocol.is_some_and(|p| p.server_name.is_often_missing())
        };
        if !context.at(&listener.tls).any(|rule| silent(&rule)) {
            continue;
        }
        // Some router may take clients without a name.
        if context.at(&listener.tls).any(|rule| rule.nameless() != NamelessClients::None) {
            continue;
        }
        let is_lost = |answer: &Answer<'_>| answer.router.is_none() && answer.contenders.is_empty();
        let Some(witness) = tls(context, listener, None, is_lost) else { continue };
        let mut last: Option<&RuleView<'_>> = None;
        for rule in context.at(&listener.tls).filter(silent) {
            if last.replace(rule).is_some_and(|last| std::ptr::eq(last.object, rule.object)) {
                continue;
            }
            diagnostics.extend(diagnostic(context, rule).map(|found| found.witness(&witness)));
        }
    }
}

fn diagnostic(context: &Context<'_>, rule: &RuleView<'_>) -> Option<Diagnostic> {
    let protocol = rule.protocol?;
    let ServerName::OftenMissing(who) = protocol.server_name else { return None };
    let host = rule.sound()?.declared_hosts().next();
    let place = host.map_or(rule.whole(), |host| rule.place(context.sources, host.argument.clone()));
    let message =
        format!("not every {} client sends a server name, and without one no route matches: {who}", protocol.title);
    let help = format!(
        "make sure that clients send it, or take all TLS clients of an entry point of its own with {}",
        rule.notation().words(&CATCH_ALL),
    );
    Some(Diagnostic::new(&CODE, place, message).help(help))
}
