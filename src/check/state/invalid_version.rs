use crate::TraefikVersion;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A version that tcpgen cannot compile for.
pub static CODE: Code = Code {
    name: "invalid-version",
    severity: Severity::Error,
    summary: "tcpgen does not know this version of Traefik",
    explanation: include_str!("invalid_version.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// What [`TraefikVersion::parse`] cannot read.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let said = context.desired.files.iter().filter_map(|file| file.traefik.as_ref()?.version.as_ref());
    for version in said.filter(|version| TraefikVersion::parse(version).is_none()) {
        let message = format!("`{}` is not a version of Traefik 2 or 3", version.as_str());
        diagnostics.push(Diagnostic::new(&CODE, version.span, message).help(TraefikVersion::SPELLINGS));
    }
}
