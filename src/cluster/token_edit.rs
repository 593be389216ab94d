use super::tokens::{Tokens, is_json, is_the_edit, roots};
use crate::import::yaml::{Node, Scalar, Value};

/// Whether the text of a kubeconfig has this user.
pub(super) fn has_user(text: &str, user: &str) -> bool {
    user_of(&roots(text).0, user).is_some()
}

/// The text of a kubeconfig with these tokens at the user, and all else byte for byte as it was.
///
/// None where they cannot be written so: in the result, the next reader finds these tokens, and everything else means what
/// it meant. It would not where users share a token by an alias or a merge key, which stays as it is then.
pub(super) fn edited(text: &str, user: &str, tokens: &Tokens) -> Option<String> {
    let (mark, body) = text.split_at(if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 });
    let new = with(body, user, "id-token", &tokens.id)?;
    let new = with(&new, user, "refresh-token", &tokens.refresh)?;
    is_the_edit(body, &new, user, tokens).then(|| [mark, &new].concat())
}

/// The text with another token at this key.
fn with(text: &str, user: &str, key: &str, token: &str) -> Option<String> {
    let (roots, _) = roots(text);
    let config = user_of(&roots, user)?.get("user")?.get("auth-provider")?.get("config")?;
    let style = |like: &str| scalar(token, if is_json(text) { "\"" } else { like });
    let (range, new) = match config.entries().iter().find(|(known, _)| known.as_str() == key) {
        Some((_, known)) if is_text(known, token) => return Some(text.to_owned()),
        Some((known, value)) if text.get(value.span.range())?.is_empty() => {
            let rest = text.get(known.span.range().end..)?;
            let at = known.span.range().end + rest.find(':')? + 1;
            (at..at, format!(" {}", style("")))
        }
        Some((_, known)) => {
            let range = known.span.range();
            // The range of a block scalar has the line breaks after it.
            let old = text.get(range.clone())?.trim_end();
            (range.start..range.start + old.len(), style(old))
        }
        None => {
            let at = config.entries().first()?.0.text.span.range().start;
            let is_flow = text.get(config.span.range())?.starts_with('{');
            (at..at, if is_flow { flow_entry(text, at, key, token) } else { block_entry(text, at, key, token)? })
        }
    };
    Some([text.get(..range.start)?, &new, text.get(range.end..)?].concat())
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
    use super::edited;
    use crate::cluster::tokens::Tokens;

    fn new(id: &str, refresh: &str) -> Tokens {
        Tokens { id: id.to_owned(), refresh: refresh.to_owned() }
    }

    /// A kubeconfig whose user's `config` is this.
    fn around(config: &str) -> String {
        let config = config.replace("{at}", "\n        ");
        format!("users:\n- user:\n    auth-provider:\n      name: oidc\n      config:{config}\n  name: me\n")
    }

    #[track_caller]
    fn becomes(before: &str, after: Option<&str>) {
        for (mark, line_break) in [("", "\n"), ("", "\r\n"), ("\u{feff}", "\n")] {
            let of = |text: &str| format!("{mark}{}", text.replace('\n', line_break));
            let found = edited(&of(before), "me", &new("x.y-z", "R+/="));
            assert_eq!(found, after.map(of), "{before}");
        }
    }

    #[test]
    fn a_token_is_replaced_in_the_style_of_the_old_one() {
        for (before, after) in [
            ("{at}id-token: a # b{at}refresh-token: r", "{at}id-token: x.y-z # b{at}refresh-token: R+/="),
            ("{at}refresh-token: 'r'{at}id-token: \"a\"", "{at}refresh-token: 'R+/='{at}id-token: \"x.y-z\""),
            ("{at}id-token: ''{at}refresh-token:   r", "{at}id-token: 'x.y-z'{at}refresh-token:   R+/="),
            ("{at}id-token: &a a{at}refresh-token: !!str r", "{at}id-token: &a x.y-z{at}refresh-token: !!str R+/="),
            ("{at}client-id: c{at}refresh-token: r", "{at}id-token: x.y-z{at}client-id: c{at}refresh-token: R+/="),
            (" {id-token: a,refresh-token: r}", " {id-token: x.y-z,refresh-token: R+/=}"),
            (" {refresh-token: r}", " {id-token: x.y-z, refresh-token: R+/=}"),
            (" {\"refresh-token\":\"r\"}", " {\"id-token\": \"x.y-z\", \"refresh-token\":\"R+/=\"}"),
            ("{at}\"refresh-token\": r", "{at}id-token: x.y-z{at}\"refresh-token\": R+/="),
            (
                "{at}id-token:{at}    a{at}    b{at}refresh-token: r",
                "{at}id-token:{at}    x.y-z{at}refresh-token: R+/=",
            ),
            (
                "{at}id-token: |-{at}  a{at}refresh-token: >-{at}  r",
                "{at}id-token: |-{at}  x.y-z{at}refresh-token: >-{at}  R+/=",
            ),
            ("{at}id-token:{at}refresh-token: r", "{at}id-token: x.y-z{at}refresh-token: R+/="),
            ("{at}id-token: ~{at}refresh-token: null", "{at}id-token: x.y-z{at}refresh-token: R+/="),
        ] {
            becomes(&around(before), Some(&around(after)));
        }
    }

    #[test]
    fn json_stays_json() {
        for old in ["null", "\"a\""] {
            let text = |id: &str, refresh: &str| {
                format!(
                    "{{\"users\": [{{\"name\": \"me\", \"user\": {{\"auth-provider\": {{\"name\": \"oidc\",\n\t\"config\": \
                     {{\"id-token\":{id},\"refresh-token\" : {refresh}}}}}}}}}]}}"
                )
            };
            becomes(&text(old, "\"r\""), Some(&text("\"x.y-z\"", "\"R+/=\"")));
        }
    }

    #[test]
    fn what_other_users_share_is_left_alone() {
        let other =
            |config: &str| format!("- name: other\n  user: {{auth-provider: {{name: oidc, config: {config}}}}}\n");
        for (me, other) in [
            ("{at}id-token: &it a{at}refresh-token: r", other("{id-token: *it}")),
            (" &it {id-token: a, refresh-token: r}", other("*it")),
            (" &it{at}id-token: a{at}refresh-token: r", other("{<<: *it, client-id: c}")),
            ("{at}id-token: &it a{at}refresh-token: *it", String::new()),
        ] {
            becomes(&format!("{}{other}", around(me)), None);
        }
        for me in ["{at}id-token: *it{at}refresh-token: r", "{at}<<: *all{at}id-token: a", "{at}<<: *all", " *all"] {
            let first = "me: &it a\nall: &all {id-token: a, refresh-token: r}\n";
            becomes(&format!("{first}{}", around(me)), None);
        }
        // A merge that brings no token is no obstacle.
        let text = |id: &str, refresh: &str| {
            let config = format!("{{at}}<<: *all{{at}}id-token: {id}{{at}}refresh-token: {refresh}");
            format!("all: &all {{id-token: a, client-id: c}}\n{}", around(&config))
        };
        becomes(&text("a", "r"), Some(&text("x.y-z", "R+/=")));
    }

    #[test]
    fn a_text_that_cannot_be_read_whole_is_left_alone() {
        let whole = around("{at}id-token: a{at}refresh-token: r");
        for text in [format!("{whole}users: []\n"), format!("{whole}a: ["), whole.replace("name: me", "name: you")] {
            becomes(&text, None);
        }
    }

    #[test]
    fn a_token_that_yaml_would_read_as_something_else_is_quoted() {
        for token in ["1e5", "true", "a: b", "-a", "a #b", "\"\\\u{7}", "{a}", "0x1f", "{{ a }}", "null", "ä\n"] {
            let before = around(" {id-token: a, refresh-token: 'r'}");
            let found = edited(&before, "me", &new(token, token)).unwrap();
            assert!(
                found.contains(&format!("id-token: \"{}", &serde_json::Value::from(token).to_string()[1..])),
                "{found}"
            );
        }
    }
}
