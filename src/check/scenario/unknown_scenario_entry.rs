use crate::check::edit::suggestions::{Suggestions, did_you_mean};
use crate::check::{Check, Context, Run};
use crate::desired::{Action, EntryIndex, split_entry};
use crate::diagnostic::{Code, Diagnostic, Severity, closest};
use crate::resource::Kind;
use crate::source::Text;

/// A step that applies or deletes what the state does not declare.
pub static CODE: Code = Code {
    name: "unknown-scenario-entry",
    severity: Severity::Error,
    summary: "a step refers to an entry that this state cannot apply or delete",
    explanation: include_str!("unknown_scenario_entry.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// The table first, then the entry in it, then whether it is the state's own.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if context.desired.scenarios.is_empty() {
        return;
    }
    let index = EntryIndex::new(context.desired);
    let mut suggestions = Suggestions::new();
    let steps = context.desired.scenarios.iter().flat_map(|scenario| &scenario.body.steps);
    for step in steps.flat_map(|steps| &steps.value) {
        let (Action::Apply { entry, .. } | Action::Delete { entry }) = &step.action else { continue };
        diagnostics.extend(judge(context, &index, &mut suggestions, entry));
    }
}

fn judge(
    context: &Context<'_>,
    index: &EntryIndex<'_>,
    suggestions: &mut Suggestions,
    entry: &Text,
) -> Option<Diagnostic> {
    let Some((kind, key)) = split_entry(entry) else { return Some(no_table(entry)) };
    match index.find(entry) {
        Some(id) if context.desired.entry(id).is_some_and(|entry| entry.body.is_external()) => {
            let message = format!("`{}` is external: the state neither applies nor deletes it", entry.as_str());
            Some(Diagnostic::new(&CODE, entry.span, message).help("take the step out; the object is always there"))
        }
        None if !context.may_be_unread(key) => Some(no_entry(index, suggestions, entry, kind, key)),
        Some(_) | None => None,
    }
}

fn no_table(entry: &Text) -> Diagnostic {
    let (table, rest) = entry.split_once('.').unwrap_or((entry, ""));
    let found = Diagnostic::new(&CODE, entry.span, format!("`{}` names no entry", entry.as_str()));
    match closest(table, Kind::ALL.map(Kind::table)).filter(|_| !rest.is_empty()) {
        Some(near) => did_you_mean(found, entry.span, &format!("{near}.{rest}")),
        None => found.help("write the table and the entry: `routes.NAME`, `middlewares.NAME`"),
    }
}

fn no_entry(index: &EntryIndex<'_>, suggestions: &mut Suggestions, entry: &Text, kind: Kind, key: &str) -> Diagnostic {
    let table = kind.table();
    let found = Diagnostic::new(&CODE, entry.span, format!("there is no `{key}` under `{table}`"));
    match suggestions.closest(key, index.keys(kind)) {
        Some(near) => did_you_mean(found, entry.span, &format!("{table}.{near}")),
        None => found.help(format!("declare it as `[{table}.{}]`", written_key(key))),
    }
}

/// A key as a table header takes it.
fn written_key(key: &str) -> String {
    let bare = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_');
    if !key.is_empty() && key.chars().all(bare) { key.to_owned() } else { format!("\"{key}\"") }
}
