use toml_edit::{InlineTable, Value};

/// The key that a value which is no table stands for, where it stands for one alone.
fn shorthand(key: &str) -> Option<&'static str> {
    match key {
        "ip_allow_list" | "ip_white_list" => Some("source_range"),
        "in_flight_conn" => Some("amount"),
        "proxy_protocol" => Some("version"),
        "default_certificate" => Some("secret_name"),
        _ => None,
    }
}

/// The table that a short form stands for.
pub(super) fn expand(key: &str, short: &Value) -> Option<InlineTable> {
    let mut table = InlineTable::new();
    match (shorthand(key), short.as_str()) {
        (Some(only), _) => {
            table.insert(only, short.clone());
        }
        (None, Some("passthrough")) if key == "tls" => {
            table.insert("passthrough", true.into());
        }
        (None, Some(text)) if matches!(key, "service" | "services") => service(text, &mut table)?,
        (None, Some(text)) if matches!(key, "options" | "store") => reference(text, &mut table),
        _ => return None,
    }
    Some(table)
}

/// `[namespace/]name:port`
fn service(text: &str, table: &mut InlineTable) -> Option<()> {
    let (path, port) = text.rsplit_once(':')?;
    reference(path, table);
    table.insert("port", port.parse().map_or_else(|_| port.into(), |number: i64| number.into()));
    Some(())
}

/// `[namespace/]name`
fn reference(text: &str, table: &mut InlineTable) {
    let (namespace, name) = text.split_once('/').map_or((None, text), |(namespace, name)| (Some(namespace), name));
    table.insert("name", name.into());
    if let Some(namespace) = namespace {
        table.insert("namespace", namespace.into());
    }
}
