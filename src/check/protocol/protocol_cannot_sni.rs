use crate::check::view::phrases::TLS;
use crate::check::view::protocol::TlsStart;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// `tls` for a protocol whose clients do not begin with TLS.
pub static CODE: Code = Code {
    name: "protocol-cannot-sni",
    severity: Severity::Warning,
    summary: "a route has `tls`, but clients of its protocol do not begin with TLS: it never matches",
    explanation: include_str!("protocol_cannot_sni.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if rule.index > 0 || !rule.has_tls() {
        return;
    }
    let Some(protocol) = rule.protocol else { return };
    let Some(how) = rule.hides_client_hello(context) else { return };
    let message = format!("clients of {} do not begin with TLS, so this route never matches: {how}", protocol.title);
    diagnostics.push(Diagnostic::new(&CODE, rule.tls_span(), rule.if_spoken(message)).help(format!(
        "take {} and server names out, give the route an entry point of its own{}{}",
        rule.notation().words(&TLS),
        if protocol.tls == TlsStart::Never { "" } else { ", and let the server do TLS" },
        rule.other_protocol(),
    )));
}
