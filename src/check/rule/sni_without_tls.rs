use crate::check::edit::key_line;
use crate::check::view::phrases::{CATCH_ALL, PASS_THROUGH, SECRET_NAME_IS, TLS};
use crate::check::view::rule_view::{MOST_FINDINGS, RuleView};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Severity};
use crate::rule::{Expression, MatcherKind, Rule};
use crate::source::Sources;
use crate::traefik::change;

/// A server name on a route that does not look at TLS.
pub static CODE: Code = Code {
    name: "sni-without-tls",
    severity: Severity::Warning,
    summary: "a rule matches a server name, but the route has no `tls`: Traefik disables the router",
    explanation: include_str!("sni_without_tls.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Rule(check)] };

/// Traefik looks at the first HostSNI (`pkg/server/router/tcp/manager.go`); from [`change::NEGATED_HOSTS_LEFT_OUT`] on, at
/// the first that is not negated.
fn check(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    // Where not all of the route could be read, a `tls` may be missing.
    if !rule.object.whole || rule.has_tls() {
        return;
    }
    let Some(host) = rule.plain_tls_violation() else { return };
    let place = rule.place(context.sources, host.argument.clone());
    let message = format!(
        "a server name is only seen on TLS connections, and this route has no {}: Traefik disables it",
        rule.notation().words(&TLS)
    );
    if host.negated {
        diagnostics.push(Diagnostic::new(&CODE, place, negated(context, &message)).help(help(context, rule)));
        return;
    }
    let found = Diagnostic::new(&CODE, place, message).help(help(context, rule));
    diagnostics.push(
        found
            .fixes(tls_fixes(context, rule))
            .fixes(rule.sound().and_then(|parsed| catch_all(context.sources, rule, parsed))),
    );
}

/// A name that the rule excludes.
fn negated(context: &Context<'_>, message: &str) -> String {
    match change::NEGATED_HOSTS_LEFT_OUT.after(context.version) {
        Some(since) => format!("{message}, negated or not; from Traefik {since} on a negated name does not count"),
        None => message.to_owned(),
    }
}

/// What fits the route's protocol: where its clients do not begin with TLS, no `tls` lets them in.
fn help(context: &Context<'_>, rule: &RuleView<'_>) -> String {
    let notation = rule.notation();
    let catch_all = notation.words(&CATCH_ALL);
    match rule.protocol.filter(|_| !rule.tls_can_help(context)) {
        Some(protocol) => rule.if_spoken(format!(
            "clients of {} send no server name to Traefik: let them in with {catch_all}, on an entry point of its own",
            protocol.title
        )),
        None => format!(
            "terminate TLS here with {}, pass it through with {}, or admit plain clients with {catch_all}",
            notation.with(&SECRET_NAME_IS, &["\"...\""]),
            notation.words(&PASS_THROUGH),
        ),
    }
}

/// A `tls` key for the route, where it can let clients in.
fn tls_fixes(context: &Context<'_>, rule: &RuleView<'_>) -> Vec<Fix> {
    let Some(route) = rule.written.filter(|_| rule.tls_can_help(context)) else { return Vec::new() };
    let terminate = format!("{{ secret_name = \"{}-cert\" }}", rule.object.metadata.name.as_str());
    let ways = [
        (format!("terminate TLS in Traefik: `tls = {terminate}`"), terminate.as_str()),
        ("pass TLS through to the service: `tls = \"passthrough\"`".to_owned(), "\"passthrough\""),
    ];
    let fix = |(title, value)| Some(Fix::of(title, false, vec![key_line::insert_tls(context.sources, route, value)?]));
    ways.into_iter().filter_map(fix).collect()
}

/// `*` instead of the names; what else the rule asks for stays.
fn catch_all(sources: &Sources, rule: &RuleView<'_>, parsed: &Rule) -> Option<Fix> {
    if parsed.declared_hosts().nth(MOST_FINDINGS).is_some() && rule.rule.match_text.written {
        return None;
    }
    let edits: Option<Vec<Edit>> = if only_hosts(parsed.expression()) {
        rule.edit_whole(sources, "HostSNI(`*`)", "\"*\"").map(|edit| vec![edit])
    } else {
        let names = parsed.declared_hosts().filter(|host| host.name != "*");
        names.map(|host| rule.edit(sources, host.argument.clone(), "`*`")).collect()
    };
    Some(Fix::of("let every client in: HostSNI(`*`)", false, edits?))
}

/// Whether a rule is nothing but alternative server names.
fn only_hosts(expression: &Expression) -> bool {
    match expression {
        Expression::Matcher(matcher) => matches!(matcher.kind, MatcherKind::HostSni(_)),
        Expression::Or { operands, .. } => operands.iter().all(only_hosts),
        Expression::And { .. } | Expression::Not { .. } => false,
    }
}
