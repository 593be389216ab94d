use smol_str::SmolStr;

use crate::check::code;
use crate::editor::toml::ITEM;

/// The explanation of the code in `allow = [{ code = ".." }]`.
pub(super) fn of_allow(path: &[SmolStr], value: &str) -> Option<String> {
    let [.., allow, item, key] = path else { return None };
    (allow == "allow" && item == ITEM && key == "code").then(|| explanation(value))?
}

/// The explanation of the code under `[lints]`.
pub(super) fn of_lint(path: &[SmolStr]) -> Option<String> {
    let [table, name] = path else { return None };
    (table == "lints").then(|| explanation(name))?
}

fn explanation(name: &str) -> Option<String> {
    let code = code(name)?;
    Some(format!("**{}** ({}): {}\n\n{}", code.name, code.severity.name(), code.summary, code.explanation))
}
