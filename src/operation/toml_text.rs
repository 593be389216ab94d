//! Arguments as TOML.

/// A basic string. JSON's escapes are TOML's, but for DEL, which TOML does not take as it is (TOML v1.1, "String").
pub(super) fn string(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

/// An array of strings.
pub(super) fn array(texts: &[String]) -> String {
    format!("[{}]", texts.iter().map(|text| string(text)).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::{array, string};

    #[test]
    fn any_text_comes_back_from_toml() {
        for text in ["a", "\"\\'`", "ü漢\u{1F600}", "\u{0}\u{1b}\u{7f}\r\n\t", "]\n[b]"] {
            let document = format!("a = {}\n", array(&[text.to_owned(), String::new()]));
            let table: toml::Table = toml::from_str(&document).unwrap();
            assert_eq!(table["a"][0].as_str(), Some(text), "{}", string(text));
        }
    }
}
