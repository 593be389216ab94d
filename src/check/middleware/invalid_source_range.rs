use crate::check::middleware::meant_range::{Meant, meant};
use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::source_range::InvalidSourceRangeReason as Reason;

/// A source range that is none.
pub static CODE: Code = Code {
    name: "invalid-source-range",
    severity: Severity::Warning,
    summary: "a source range is invalid: Traefik disables every router that uses the list",
    explanation: include_str!("invalid_source_range.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check)] };

/// `pkg/ip/checker.go`; observed on 3.7.15 for each of these forms.
fn check(_: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (text, range) in list.written.iter().zip(&list.ranges) {
        let Err(error) = range else { continue };
        let message = format!(
            "{error}; Traefik disables every router that names this list, and its connections go to the next one that matches"
        );
        let found = Diagnostic::new(&CODE, text.span, message);
        diagnostics.push(match meant(text, error.reason) {
            Some(Meant { ranges, evident }) => {
                let title =
                    format!("write {}", ranges.iter().map(|range| format!("`{range}`")).collect::<Vec<_>>().join(", "));
                let items = ranges.iter().map(|range| format!("\"{range}\"")).collect::<Vec<_>>().join(", ");
                let fix = Fix::repair_if(evident, title.clone(), text.span, items);
                found.help(if evident { title } else { format!("{title} if that is meant") }).fix(fix)
            }
            None => found.help(advice(error.reason)),
        });
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
