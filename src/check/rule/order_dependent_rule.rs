use crate::check::view::phrases::TLS;
use crate::check::{Check, Context, NamelessClients, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::rule::{Expression, HostPattern, MatcherKind, Rule};

/// A rule without TLS that Traefik takes only because `*` stands first.
pub static CODE: Code = Code {
    name: "order-dependent-rule",
    severity: Severity::Advice,
    summary: "without `tls` a rule works only because HostSNI(`*`) is its first server name",
    explanation: include_str!("order_dependent_rule.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // Where not all of the route could be read, a `tls` may be missing.
    if !rule.object.whole || rule.has_tls() {
        return;
    }
    let Some(parsed) = rule.live() else { return };
    let Some(host) = parsed.declared_hosts().find(|host| host.name != "*") else { return };
    // A rule that matches nobody has a code of its own.
    if rule.nameless() == NamelessClients::None {
        return;
    }
    let place = rule.place(context.sources, host.argument.clone());
    let tls = rule.notation().words(&TLS);
    let message = format!(
        "without {tls} the name `{}` does nothing, and the router works only because `*` comes before it",
        host.name
    );
    let found = Diagnostic::new(&CODE, place, message).help(if rule.tls_can_help(context) {
        format!("write HostSNI(`*`) alone, or give the route {tls}")
    } else {
        "write HostSNI(`*`) alone".to_owned()
    });
    let edit = rule.edit_whole(context.sources, "HostSNI(`*`)", "\"*\"").filter(|_| takes_everybody(parsed));
    diagnostics.push(found.fixes(edit.map(|edit| Fix::of("write HostSNI(`*`) alone", false, vec![edit]))));
}

/// Whether one of the rule's alternatives is HostSNI(`*`).
fn takes_everybody(rule: &Rule) -> bool {
    let Expression::Or { operands, .. } = rule.expression() else { return false };
    operands.iter().any(|operand| {
        matches!(operand, Expression::Matcher(matcher) if matcher.kind == MatcherKind::HostSni(HostPattern::CatchAll))
    })
}
