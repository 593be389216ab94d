use std::fmt;

use super::name_list::{NameList, UNREADABLE};

/// How many are listed one by one.
const MANY: usize = 6;

/// For people: `a.example.com`, `any name under *.example.com but a.example.com`, `any other name`.
impl fmt::Display for NameList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_everything() {
            return f.write_str("any name or none");
        }
        let mut parts = Vec::new();
        if !self.list.is_empty() {
            parts.push(listed(&self.list, "or"));
        }
        let mut wide = Vec::new();
        if self.none {
            wide.push("no name".to_owned());
        }
        if !self.under.is_empty() {
            wide.push(format!("any name under {}", listed(&self.under, "or")));
        }
        wide.extend(self.matching.iter().take(MANY).map(|condition| words(condition)));
        if let Some(more @ 1..) = self.matching.len().checked_sub(MANY) {
            wide.push(format!("names of {more} more conditions"));
        }
        if self.any_other {
            wide.push("any".to_owned());
        }
        if !wide.is_empty() {
            // Only programs need to know that a name which cannot be read is none of the others.
            let but = self.except.iter().filter(|except| *except != UNREADABLE).map(|except| words(except));
            let but = listed(&but.collect::<Vec<_>>(), "and");
            let but = if but.is_empty() { but } else { format!(" but {but}") };
            let name = if wide.as_slice() == ["any"] { " name" } else { "" };
            parts.push(format!("{}{name}{but}", wide.join(" or ")));
        }
        f.write_str(&parts.join("; or "))
    }
}

/// A condition in words: of several expressions, which match and which do not.
fn words(condition: &str) -> String {
    if condition == UNREADABLE {
        return "a name that cannot be read".to_owned();
    }
    if !condition.contains('(') {
        return condition.to_owned();
    }
    let mut told = Vec::new();
    for part in condition.split(" && ") {
        let (not, rest) = part.strip_prefix('!').map_or(("", part), |rest| ("not ", rest));
        let argument = |name: &str| rest.strip_prefix(name).and_then(|rest| rest.strip_suffix(')'));
        told.push(match (argument("HostSNIRegexp("), argument("HostSNI(")) {
            (Some(expression), _) => format!("{not}matching {expression}"),
            (_, Some(name)) => format!("{not}under {}", name.trim_matches('`')),
            _ => format!("{not}{rest}"),
        });
    }
    format!("names {}", told.join(" and "))
}

fn listed<T: fmt::Display>(names: &[T], last: &str) -> String {
    let mut shown: Vec<String> = names.iter().take(MANY).map(ToString::to_string).collect();
    if let Some(more @ 1..) = names.len().checked_sub(MANY) {
        shown.push(format!("{more} more"));
    }
    match shown.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}
