use std::collections::BTreeSet;

use crate::Compilation;
use crate::cli::Failure;
use crate::cluster::STATE_LABEL;
use crate::source::Text;

/// The state's name, from an argument or from the state's own labels. None: its objects are not marked.
pub(super) fn state_name(argument: Option<&str>, compilation: &Compilation) -> Result<Option<String>, Failure> {
    let of_files = compilation.desired.files.iter().flat_map(|file| &file.labels);
    let of_files = of_files.filter(|(key, _)| key.as_str() == STATE_LABEL).map(|(_, value)| value.as_str());
    let of_objects = compilation.resources.emitted().filter_map(|object| object.metadata.labels.get(STATE_LABEL));
    let mut names: BTreeSet<&str> = of_files.chain(of_objects.map(Text::as_str)).collect();
    names.extend(argument);
    if names.len() > 1 {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let failure = Failure::new(format!("the state has several names: {}", names.join(", ")));
        return Err(failure.help(format!("give it one, by `--state-name` or by the label {STATE_LABEL}")));
    }
    match names.pop_first() {
        Some(name) if !is_label_value(name) => {
            let failure = Failure::new(format!("`{name}` cannot be a state's name"));
            Err(failure.help("a name has at most 63 letters, digits, `-`, `_` and `.`, and begins and ends with one of the first two"))
        }
        name => Ok(name.map(str::to_owned)),
    }
}

/// Why a state without a name cannot be pruned.
pub(super) fn unnamed() -> Failure {
    Failure::new("`--prune` needs the state's name: only what bears it can be deleted").help(format!(
        "set `--state-name NAME` at every apply of this state, or `labels = {{ \"{STATE_LABEL}\" = \"NAME\" }}` at the \
         top of its file; no other state in the cluster may have the same name"
    ))
}

/// Whether Kubernetes accepts the text as the value of a label.
fn is_label_value(name: &str) -> bool {
    let ends = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let inside = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    name.len() <= 63 && name.chars().all(inside) && ends(name.chars().next()) && ends(name.chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::is_label_value;

    #[test]
    fn names_are_values_of_labels() {
        for (name, good) in
            [("orders", true), ("a.b_c-1", true), ("", false), ("-a", false), ("a/b", false), ("a,b=c", false)]
        {
            assert_eq!(is_label_value(name), good, "{name}");
        }
        assert!(!is_label_value(&"a".repeat(64)));
    }
}
