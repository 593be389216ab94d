use crate::check::middleware::meant_range::{Meant, meant};
use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source::Text;
use crate::source_range::{InvalidSourceRangeReason as Reason, SourceRange};

/// A source range that is none.
pub static CODE: Code = Code {
    name: "invalid-source-range",
    severity: Severity::Error,
    summary: "a source range is invalid: Traefik disables every router that uses the list",
    explanation: include_str!("invalid_source_range.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check), Run::State(trusted)] };

/// `pkg/ip/checker.go`; observed on 3.7.15 for each of these forms.
fn check(_: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (text, range) in list.written.iter().zip(&list.ranges) {
        let Err(error) = range else { continue };
        let message = format!(
            "{error}; Traefik disables every router that names this list, and its connections go to the next one that matches"
        );
        diagnostics.push(diagnostic(text, error.reason, message));
    }
}

/// `proxyProtocol.trustedIPs` of entry points, read by the same checker (`pkg/server/server_entrypoint_tcp.go`,
/// `buildProxyProtocolListener`).
fn trusted(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let protocols = context.desired.entry_points.iter().filter_map(|entry| entry.body.proxy_protocol.as_ref());
    for text in protocols.filter_map(|protocol| protocol.trusted.as_ref()).flat_map(|ranges| &ranges.value) {
        let Err(error) = SourceRange::parse(text) else { continue };
        let message = format!("{error}; Traefik does not start with it");
        diagnostics.push(diagnostic(text, error.reason, message));
    }
}

fn diagnostic(text: &Text, reason: Reason, message: String) -> Diagnostic {
    let found = Diagnostic::new(&CODE, text.span, message);
    match meant(text, reason) {
        Some(Meant { ranges, evident }) => {
            let title =
                format!("write {}", ranges.iter().map(|range| format!("`{range}`")).collect::<Vec<_>>().join(", "));
            let items = ranges.iter().map(|range| format!("\"{range}\"")).collect::<Vec<_>>().join(", ");
            let fix = Fix::repair_if(evident, title.clone(), text.span, items);
            found.help(if evident { title } else { format!("{title} if that is meant") }).fix(fix)
        }
        None => found.help(advice(reason)),
    }
}

fn advice(reason: Reason) -> &'static str {
    match reason {
        Reason::PrefixTooLong { longest: 32 } => "an IPv4 prefix has at most 32 bits",
        Reason::PrefixTooLong { .. } => "an IPv6 prefix has at most 128 bits",
        Reason::Address => "write an address or a network such as `10.0.0.0/8`; Traefik looks no names up here",
        _ => "write an address such as `10.0.0.1` or a network such as `10.0.0.0/8`",
    }
}
