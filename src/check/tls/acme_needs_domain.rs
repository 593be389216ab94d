use crate::check::view::phrases::{DOMAINS, DOMAINS_BESIDE};
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A certificate resolver without a name to get a certificate for.
pub static CODE: Code = Code {
    name: "acme-needs-domain",
    severity: Severity::Warning,
    summary: "a certificate resolver gets no certificate: neither the rule nor `domains` has a domain",
    explanation: include_str!("acme_needs_domain.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Without `domains`, Traefik asks for one certificate with all HostSNI names of the rule
/// (`pkg/provider/acme/provider.go`, `watchNewDomains`).
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // One route, one place to mend it: the first of its rules that names no domain.
    let mut last = None;
    for rule in context.rules.iter().filter(|rule| rule.terminates()) {
        let Some(tls) = rule.route.tls.as_ref().filter(|tls| tls.domains.is_empty()) else { continue };
        let (Some(resolver), Some(reason)) = (&tls.cert_resolver, without_domain(rule)) else { continue };
        if last.replace(resolver.span) == Some(resolver.span) {
            continue;
        }
        let notation = rule.notation();
        let message = format!(
            "`{}` gets no certificate: {reason}, and there are no {}",
            resolver.as_str(),
            notation.words(&DOMAINS)
        );
        diagnostics.push(
            Diagnostic::new(&CODE, resolver.span, message)
                .help(format!("specify the names: {}", notation.words(&DOMAINS_BESIDE)))
                .related(rule.whole(), "this rule"),
        );
    }
}

fn without_domain(rule: &RuleView<'_>) -> Option<&'static str> {
    let mut hosts = rule.live()?.declared_hosts().peekable();
    if hosts.peek().is_none() {
        return Some("the rule names no server");
    }
    let catch_all = hosts.any(|host| host.name == "*");
    catch_all.then_some("it would ask for one for `*`, which no authority gives")
}
