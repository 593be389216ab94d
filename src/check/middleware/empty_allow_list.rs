use crate::check::view::allow_list_view::AllowListView;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// An allow list without ranges.
pub static CODE: Code = Code {
    name: "empty-allow-list",
    severity: Severity::Warning,
    summary: "an allow list has no ranges: Traefik disables every router that uses it",
    explanation: include_str!("empty_allow_list.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::AllowList(check)] };

/// `pkg/middlewares/tcp/ipallowlist/ip_allowlist.go`; observed on 3.7.15.
fn check(_: &Context<'_>, list: &AllowListView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !list.written.is_empty() || !list.object.whole {
        return;
    }
    let place = if list.written.span.is_nowhere() { list.object.span } else { list.written.span };
    diagnostics.push(
        Diagnostic::new(
            &CODE,
            place,
            "an allow list without ranges: Traefik disables every router that names it, and its connections go to the next \
             one that matches",
        )
        .help("name the source ranges that may connect; to let nobody in, take the routes out"),
    );
}
