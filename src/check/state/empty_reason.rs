use crate::check::view::context::commons;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// An `allow` without words.
pub static CODE: Code = Code {
    name: "empty-reason",
    severity: Severity::Error,
    summary: "an `allow` has no reason",
    explanation: include_str!("empty_reason.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Of every entry and of the whole state.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of_entries = commons(context.desired).filter_map(|common| common.allow.as_ref()).flat_map(|list| &list.value);
    let reasons = of_entries.chain(&context.desired.allow).filter_map(|allow| allow.reason.as_ref());
    for reason in reasons.filter(|reason| reason.trim().is_empty()) {
        diagnostics.push(
            Diagnostic::new(&CODE, reason.span, "an `allow` needs its reason in words")
                .help("explain why the warning does not apply here: `reason = \"public broker\"`"),
        );
    }
}
