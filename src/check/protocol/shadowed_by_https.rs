use crate::check::view::rule_view::MOST_FINDINGS;
use crate::check::view::witness::tls;
use crate::check::{Check, Context, Run};
use foldhash::HashMap;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::routing::{Answer, Cause};
use crate::rule::Rule;
use crate::source::Span;

/// A server name that HTTPS takes first.
pub static CODE: Code = Code {
    name: "shadowed-by-https",
    severity: Severity::Warning,
    summary: "an HTTPS router of the entry point has the same host: the TCP route never gets a connection",
    explanation: include_str!("shadowed_by_https.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::EntryPoints(check)] };

/// Priorities do not matter (observed on 3.7.15; `pkg/server/router/tcp/router.go`, `ServeTCP`).
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for listener in context.listeners.iter().filter(|listener| !listener.http_hosts.is_empty()) {
        let hosts: HashMap<String, Span> =
            listener.http_hosts.iter().map(|host| (plain(host).to_lowercase(), host.span)).collect();
        for rule in context.at(&listener.tls) {
            let declared = rule.live().into_iter().flat_map(Rule::declared_hosts);
            let shadowed = declared.filter_map(|host| Some((host, *hosts.get(plain(&host.name))?)));
            for (host, https) in shadowed.take(MOST_FINDINGS) {
                // A wildcard stands for any one label.
                let name = plain(&host.name).replacen('*', "any", 1);
                let is_https = |answer: &Answer<'_>| {
                    answer.cause == Cause::HttpsRouter || answer.router.is_none() && answer.contenders.is_empty()
                };
                let Some(witness) = tls(context, listener, Some(&name), is_https) else { continue };
                let place = rule.place(context.sources, host.argument.clone());
                let message = format!("`{}` is an HTTPS host of {}, and HTTPS goes first", host.name, listener.title());
                diagnostics.push(
                    Diagnostic::new(&CODE, place, message)
                        .witness(&witness)
                        .help("use another entry point, or another name")
                        .related(https, "the HTTPS host"),
                );
            }
        }
    }
}

/// Without a dot at the end, which Traefik cuts off.
fn plain(name: &str) -> &str {
    name.strip_suffix('.').unwrap_or(name)
}
