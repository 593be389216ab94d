use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use kube::config::Kubeconfig;

use crate::file_store::{is_special, reason, replace};
use crate::import::yaml::{Node, Scalar, Value, read};
use crate::source::FileId;

/// The tokens of a login with OpenID Connect; an empty one is none.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Tokens {
    pub id: String,
    pub refresh: String,
}

/// Writes tokens into the file of a kubeconfig that has the user. All else in the file stays as it is.
///
/// # Errors
/// Why they are not written, as a warning.
pub(super) fn save(files: &[PathBuf], user: &str, tokens: &Tokens) -> Result<(), String> {
    for path in files {
        let told = |reason: &str| format!("the refreshed tokens were not written to {}: {reason}", path.display());
        let io = |error: io::Error| told(&reason(&error));
        if is_special(path) {
            return Err(told("it is no file"));
        }
        let text = match fs::read_to_string(path) {
            Err(error) if error.kind() == ErrorKind::NotFound => continue,
            text => text.map_err(io)?,
        };
        if user_of(&roots(&text), user).is_none() {
            continue;
        }
        let edited = edited(&text, user, tokens).filter(|edited| has(edited, user, tokens));
        let edited = edited.ok_or_else(|| told("the tokens stand there in an unusual form"))?;
        if is_read_only(path) {
            return Err(told("it is read-only"));
        }
        return replace(path, edited.as_bytes()).map(drop).map_err(io);
    }
    Err(format!("the refreshed tokens were not written: no file of the kubeconfig has the user `{user}`"))
}

/// A file that nobody may write is not replaced, although its directory may allow it.
fn is_read_only(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|known| known.permissions().readonly())
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

fn edited(text: &str, user: &str, tokens: &Tokens) -> Option<String> {
    let text = with(text, user, "id-token", &tokens.id)?;
    with(&text, user, "refresh-token", &tokens.refresh)
}

/// The text with another token at this key.
fn with(text: &str, user: &str, key: &str, token: &str) -> Option<String> {
    let roots = roots(text);
    let config = user_of(&roots, user)?.get("user")?.get("auth-provider")?.get("config")?;
    let (range, new) = match config.get(key) {
        Some(known) if is_text(known, token) => return Some(text.to_owned()),
        Some(known) => {
            let range = known.span.range();
            let new = scalar(token, text.get(range.clone())?);
            (range, new)
        }
        None => {
            let at = config.entries().first()?.0.text.span.range().start;
            let is_flow = text.get(config.span.range())?.starts_with('{');
            (at..at, if is_flow { flow_entry(text, at, key, token) } else { block_entry(text, at, key, token)? })
        }
    };
    Some([text.get(..range.start)?, &new, text.get(range.end..)?].concat())
}

fn roots(text: &str) -> Vec<Node> {
    read(FileId::NOWHERE, text, &mut Vec::new())
}

fn user_of<'n>(roots: &'n [Node], user: &str) -> Option<&'n Node> {
    let users = roots.iter().filter_map(|root| root.get("users")).flat_map(Node::items);
    users.into_iter().find(|one| one.get("name").is_some_and(|name| is_text(name, user)))
}

fn is_text(node: &Node, wanted: &str) -> bool {
    matches!(&node.value, Value::Scalar { text, .. } if text == wanted)
}

/// A token as a scalar in the style of the one that it replaces, where that is possible.
fn scalar(token: &str, like: &str) -> String {
    let is_simple = token.starts_with(|first: char| first.is_ascii_alphanumeric())
        && token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~+/=".contains(&byte));
    match like.chars().next() {
        Some('\'') if is_simple => format!("'{token}'"),
        Some('"') => quoted(token),
        _ if is_simple && Scalar::resolve(token) == Scalar::String => token.to_owned(),
        _ => quoted(token),
    }
}

/// In double quotes; JSON's escapes are YAML's as well.
fn quoted(token: &str) -> String {
    serde_json::Value::from(token).to_string()
}

/// An entry to insert before the one at this place, between braces. JSON stays JSON.
fn flow_entry(text: &str, at: usize, key: &str, token: &str) -> String {
    match text.get(at..) {
        Some(next) if next.starts_with('"') => format!("{}: {}, ", quoted(key), quoted(token)),
        _ => format!("{key}: {}, ", scalar(token, "")),
    }
}

/// A line to insert before the one whose key is at this place.
fn block_entry(text: &str, at: usize, key: &str, token: &str) -> Option<String> {
    let line = text.get(..at)?.rsplit('\n').next().filter(|line| line.trim().is_empty())?;
    let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    Some(format!("{key}: {}{end}{line}", scalar(token, "")))
}

#[cfg(test)]
mod tests {
    use super::{Tokens, edited, has};

    fn new(id: &str, refresh: &str) -> Tokens {
        Tokens { id: id.to_owned(), refresh: refresh.to_owned() }
    }

    /// A kubeconfig whose user's `config` is this.
    fn around(config: &str) -> String {
        format!("users:\n- user:\n    auth-provider:\n      name: oidc\n      config:{config}\n  name: me\n")
    }

    #[test]
    fn a_token_is_replaced_in_the_style_of_the_old_one() {
        let at = "\n        ";
        for (before, after) in [
            ("{at}id-token: a # b{at}refresh-token: r", "{at}id-token: x.y-z # b{at}refresh-token: R+/="),
            ("{at}refresh-token: 'r'{at}id-token: \"a\"", "{at}refresh-token: 'R+/='{at}id-token: \"x.y-z\""),
            ("{at}id-token: ''{at}refresh-token:   r", "{at}id-token: 'x.y-z'{at}refresh-token:   R+/="),
            ("{at}client-id: c{at}refresh-token: r", "{at}id-token: x.y-z{at}client-id: c{at}refresh-token: R+/="),
            (" {id-token: a,refresh-token: r}", " {id-token: x.y-z,refresh-token: R+/=}"),
            (" {refresh-token: r}", " {id-token: x.y-z, refresh-token: R+/=}"),
            (" {\"refresh-token\":\"r\"}", " {\"id-token\": \"x.y-z\", \"refresh-token\":\"R+/=\"}"),
            ("{at}\"refresh-token\": r", "{at}id-token: x.y-z{at}\"refresh-token\": R+/="),
            ("{at}id-token:{at}    a{at}refresh-token: >-{at}  r", ""),
        ] {
            let (before, after) = (around(&before.replace("{at}", at)), around(&after.replace("{at}", at)));
            let tokens = new("x.y-z", "R+/=");
            let found = edited(&before, "me", &tokens).filter(|edited| has(edited, "me", &tokens));
            if after != around("") {
                assert_eq!(found.as_deref(), Some(&*after));
            }
            for line_break in ["\n", "\r\n"] {
                let before = before.replace('\n', line_break);
                let found = edited(&before, "me", &tokens).filter(|edited| has(edited, "me", &tokens));
                assert_eq!(found.is_some(), after != around(""), "{before}");
                assert!(found.is_none_or(|found| found == after.replace('\n', line_break)), "{before}");
            }
        }
    }

    #[test]
    fn a_token_that_yaml_would_read_as_something_else_is_quoted() {
        for token in ["1e5", "true", "a: b", "-a", "a #b", "\"\\\u{7}", "{a}", "0x1f", "{{ a }}", "null", "ä\n"] {
            let before = around(" {id-token: a, refresh-token: 'r'}");
            let tokens = new(token, token);
            let found = edited(&before, "me", &tokens).unwrap();
            assert!(has(&found, "me", &tokens), "{found}");
            assert!(
                found.contains(&format!("id-token: \"{}", &serde_json::Value::from(token).to_string()[1..])),
                "{found}"
            );
        }
    }
}
