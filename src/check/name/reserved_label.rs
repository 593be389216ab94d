use crate::check::view::context::commons;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{MANAGED_BY, MANAGER};

/// A label that tcpgen writes over.
pub static CODE: Code = Code {
    name: "reserved-label",
    severity: Severity::Warning,
    summary: "a label that tcpgen sets itself has another value",
    explanation: include_str!("reserved_label.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `lower::metadata` sets it last.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let of_entries = commons(context.desired).filter_map(|common| common.labels.as_deref());
    let all = context.desired.files.iter().map(|file| file.labels.as_slice()).chain(of_entries).flatten();
    for (key, value) in all {
        if key.as_str() == MANAGED_BY && value.as_str() != MANAGER {
            let message = format!("`{}` is always `tcpgen` on these objects", key.as_str());
            diagnostics.push(
                Diagnostic::new(&CODE, value.span, message)
                    .help("remove it, or use `app.kubernetes.io/part-of` or a label of your own"),
            );
        }
    }
}
