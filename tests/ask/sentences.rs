//! The sentences of `understood.txt` and `refused.txt`.

use serde_json::{Map, Value, json};
use tcpgen::ask::ask;

const UNDERSTOOD: &str = include_str!("understood.txt");
const REFUSED: &str = include_str!("refused.txt");

/// Each sentence with the line under it.
fn pairs(text: &'static str) -> Vec<(&'static str, &'static str)> {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert_eq!(lines.len() % 2, 0, "a sentence and what it means, by turns");
    let pair = |pair: &[&'static str]| {
        let [sentence, below] = pair else { panic!("{pair:?}") };
        (*sentence, below.strip_prefix("    ").unwrap_or_else(|| panic!("{sentence}: {below}")))
    };
    lines.chunks(2).map(pair).collect()
}

/// The call that a line of `understood.txt` stands for.
fn call(line: &str) -> Value {
    if line == "list" {
        return json!({ "resource": "traefik://traffic/tcp/list" });
    }
    let [kind, action, name, more] = line.splitn(4, ' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
    let more: Map<String, Value> = serde_json::from_str(more).unwrap_or_else(|error| panic!("{line}: {error}"));
    let guard = match (kind, action) {
        ("allowlist", _) | ("manifest", "allowlist") => Some("ip_allowlist"),
        ("limit", _) | ("manifest", "limit") => Some("in_flight_conn"),
        _ => None,
    };
    let (tool, mut arguments) = match kind {
        "manifest" => {
            let kind = if guard.is_some() { "middleware_tcp" } else { action };
            ("traefik_generate_routing_manifest", json!({ "manifest_type": kind, "name": name }))
        }
        "route" => ("traefik_manage_tcp_routing", json!({ "route_name": name, "action": action })),
        _ => ("traefik_configure_tcp_middleware", json!({ "middleware_name": name, "action": action })),
    };
    if let Some(guard) = guard {
        arguments["middleware_type"] = json!(guard);
    }
    arguments.as_object_mut().unwrap().extend(more);
    json!({ "tool": tool, "arguments": arguments })
}

pub fn understood() -> impl Iterator<Item = &'static str> {
    pairs(UNDERSTOOD).into_iter().map(|(sentence, _)| sentence)
}

#[test]
fn every_sentence_means_its_call() {
    let pairs = pairs(UNDERSTOOD);
    assert!(pairs.len() >= 120, "{}", pairs.len());
    let mut wrong = Vec::new();
    for (sentence, line) in pairs {
        match ask(sentence) {
            Ok(found) if found.to_json() == call(line) => {}
            found => wrong.push(format!("{sentence}\n  {line}\n  {found:?}")),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_not_understood_whole_is_refused_at_the_word() {
    let pairs = pairs(REFUSED);
    assert!(pairs.len() >= 60, "{}", pairs.len());
    let mut wrong = Vec::new();
    for (sentence, word) in pairs {
        match ask(sentence) {
            Err(found) => {
                let shown = format!("[{}] {}", &sentence[found.place.clone()], found.message);
                if shown != word {
                    wrong.push(format!("{sentence}\n    {shown}"));
                }
            }
            Ok(found) => wrong.push(format!("NOT REFUSED: {sentence}: {}", found.to_json())),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
