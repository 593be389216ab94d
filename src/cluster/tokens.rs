use kube::config::Kubeconfig;
use serde::de::IgnoredAny;
use serde_json::{Map, Value as Json};

use crate::import::yaml::{Node, Scalar, Value, read};
use crate::source::FileId;

/// The tokens of a login with OpenID Connect; an empty one is none.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Tokens {
    pub id: String,
    pub refresh: String,
}

/// Whether the new text of a kubeconfig means what the old one means, but for these tokens of the user.
pub(super) fn is_the_edit(old: &str, new: &str, user: &str, tokens: &Tokens) -> bool {
    let ((old_roots, true), (new_roots, true)) = (roots(old), roots(new)) else { return false };
    let mut expected: Vec<Json> = old_roots.iter().map(meaning).collect();
    let Some(config) = expected.iter_mut().find_map(|root| config_in(root, user)) else { return false };
    config.insert("id-token".to_owned(), string(&tokens.id));
    config.insert("refresh-token".to_owned(), string(&tokens.refresh));
    let is_same = expected == new_roots.iter().map(meaning).collect::<Vec<_>>();
    is_same && (!is_json(old) || is_json(new)) && has(new, user, tokens)
}

/// Whether the user has these tokens for the reader of the next call.
fn has(text: &str, user: &str, tokens: &Tokens) -> bool {
    let Ok(kubeconfig) = Kubeconfig::from_yaml(text) else { return false };
    let found = kubeconfig.auth_infos.iter().find(|one| one.name == user);
    let provider = found.and_then(|one| one.auth_info.as_ref()?.auth_provider.as_ref());
    provider.is_some_and(|provider| {
        let is = |key: &str, token: &String| provider.config.get(key) == Some(token);
        is("id-token", &tokens.id) && is("refresh-token", &tokens.refresh)
    })
}

/// What a document means, whatever its notation. Aliases and merge keys are resolved.
fn meaning(node: &Node) -> Json {
    match &node.value {
        Value::Scalar { text, .. } if node.scalar() == Some(Scalar::String) => string(text),
        Value::Scalar { text, .. } => Json::String(format!("={text}")),
        Value::List(items) => items.iter().map(meaning).collect(),
        Value::Map(entries) => entries.iter().map(|(key, value)| (key.as_str().to_owned(), meaning(value))).collect(),
    }
}

/// A string, as distinct from a number or a boolean of the same text.
fn string(text: &str) -> Json {
    Json::String(format!("'{text}"))
}

fn config_in<'j>(root: &'j mut Json, user: &str) -> Option<&'j mut Map<String, Json>> {
    let users = root.get_mut("users")?.as_array_mut()?;
    let is_user = |one: &Json| one["name"].as_str().and_then(|name| name.get(1..)) == Some(user);
    let user = users.iter_mut().find(|one| is_user(one))?;
    user.get_mut("user")?.get_mut("auth-provider")?.get_mut("config")?.as_object_mut()
}

/// The documents, and whether all of the text could be read.
pub(super) fn roots(text: &str) -> (Vec<Node>, bool) {
    let mut faults = Vec::new();
    let roots = read(FileId::NOWHERE, text, &mut faults);
    (roots, faults.is_empty())
}

pub(super) fn is_json(text: &str) -> bool {
    text.trim_start().starts_with('{') && serde_json::from_str::<IgnoredAny>(text).is_ok()
}
