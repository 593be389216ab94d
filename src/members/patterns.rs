use toml::de::{DeTable, DeValue};

/// The key of a state file that lists the other files of the state.
pub(super) const FILES: &str = "files";

/// In a head that is no TOML, so many brackets are tried as the end of the list.
const ENDS_AT_MOST: usize = 64;

/// The patterns that a text lists. What else is wrong with the text does not matter.
pub(crate) fn patterns_in(text: &str) -> Vec<String> {
    let head: Vec<&str> = text.lines().take_while(|line| !line.starts_with('[')).collect();
    let whole = head.join("\n");
    if let Ok(table) = DeTable::parse(&whole) {
        return list_in(table.get_ref());
    }
    let is_list = |line: &&str| line.split_once('=').is_some_and(|(key, _)| key.trim() == FILES);
    let Some(first) = head.iter().position(is_list) else { return Vec::new() };
    let ends = (first..head.len()).filter(|&at| head.get(at).is_some_and(|line| line.contains(']')));
    let statements = ends.take(ENDS_AT_MOST).filter_map(|end| Some(head.get(first..=end)?.join("\n")));
    let lists =
        statements.filter_map(|statement| DeTable::parse(&statement).ok().map(|table| list_in(table.get_ref())));
    lists.into_iter().next().unwrap_or_default()
}

fn list_in(table: &DeTable<'_>) -> Vec<String> {
    let Some(DeValue::Array(items)) = table.get(FILES).map(toml::Spanned::get_ref) else { return Vec::new() };
    items.iter().filter_map(|item| item.get_ref().as_str()).map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::patterns_in;

    #[test]
    fn a_list_is_found_whatever_else_is_wrong() {
        for (text, expected) in [
            ("files = [\"a\"]\n[x]\nfiles = [\"b\"]\n", &["a"][..]),
            ("na\nfiles = [\n  \"[ab].toml\", # ]\n  'c',\n]\nfoo = \n[x", &["[ab].toml", "c"]),
            ("na\nfiles = [\"a\"\n", &[]),
            ("na\n", &[]),
        ] {
            assert_eq!(patterns_in(text), expected, "{text}");
        }
    }
}
