use serde_json::{Map, Value as Json, json};
use toml::de::{DeTable, DeValue};

/// A TOML value between backticks, as JSON; tables keep their order.
pub(super) fn toml_value(quoted: &str) -> Option<Json> {
    let text = quoted.strip_prefix('`')?.strip_suffix('`')?;
    let document = format!("value = {text}");
    let table = DeTable::parse(&document).ok()?;
    to_json(table.get_ref().get("value")?.get_ref())
}

fn to_json(value: &DeValue<'_>) -> Option<Json> {
    match value {
        DeValue::String(text) => Some(json!(text.as_ref())),
        DeValue::Integer(digits) => i64::from_str_radix(digits.as_str(), digits.radix()).ok().map(Json::from),
        DeValue::Boolean(flag) => Some(json!(flag)),
        DeValue::Array(items) => items.iter().map(|item| to_json(item.get_ref())).collect(),
        DeValue::Table(table) => {
            let mut entries: Vec<_> = table.iter().collect();
            entries.sort_by_key(|(key, _)| key.span().start);
            let pair = |(key, value): (&toml::Spanned<toml::de::DeString<'_>>, &toml::Spanned<DeValue<'_>>)| {
                Some((key.get_ref().to_string(), to_json(value.get_ref())?))
            };
            entries.into_iter().map(pair).collect::<Option<Map<_, _>>>().map(Json::Object)
        }
        DeValue::Float(_) | DeValue::Datetime(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::toml_value;

    #[test]
    fn a_value_between_backticks_is_json() {
        let text = r#"`[{ port = 5432, name = "pg" }, true, 'HostSNI("*")']`"#;
        let expected = json!([{ "port": 5432, "name": "pg" }, true, "HostSNI(\"*\")"]);
        let value = toml_value(text).map(|value| value.to_string());
        assert_eq!(value, Some(expected.to_string()));
    }

    #[test]
    fn words_are_no_value() {
        assert_eq!(toml_value("`port`."), None);
        assert_eq!(toml_value("the rule's length"), None);
        assert_eq!(toml_value("`port`"), None);
    }
}
