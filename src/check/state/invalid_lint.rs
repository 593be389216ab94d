use crate::check::edit::suggestions::did_you_mean;
use crate::check::{CODES, Check, Context, Run, code};
use crate::desired::Lint;
use crate::diagnostic::{Code, Diagnostic, Level, Severity, closest};

/// A level of a code that does not exist, or one that an error cannot have.
pub static CODE: Code = Code {
    name: "invalid-lint",
    severity: Severity::Error,
    summary: "`[lints]` has a code that does not exist, or lowers the level of an error",
    explanation: include_str!("invalid_lint.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(context.desired.lints.iter().filter_map(judge));
}

fn judge(lint: &Lint) -> Option<Diagnostic> {
    let name = lint.code.as_str();
    if let Some(known) = code(name) {
        let lowers = known.severity == Severity::Error && lint.level.value != Level::Deny;
        return lowers.then(|| {
            let message = format!("`{name}` is an error, and its level cannot be lowered");
            Diagnostic::new(&CODE, lint.code.span, message).help("remove it, and fix what it reports")
        });
    }
    let found = Diagnostic::new(&CODE, lint.code.span, format!("tcpgen has no code `{name}`"));
    Some(match closest(name, CODES.iter().map(|known| known.name)) {
        // A code that is guessed would silence findings that nobody meant.
        Some(near) => did_you_mean(found, lint.code.span, near),
        None => found.help("`tcpgen explain` lists all codes"),
    })
}
