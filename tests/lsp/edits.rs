//! After whatever edits, the answers are those of a server that has just read the text.

use std::env;

use fastrand::Rng;
use serde_json::{Value, json};

use super::client::{Client, position_at};

const ROOT: &str = "files = [\"team.toml\"]\r\n[entry_points]\r\npg = 5432\r\n# 😀\r\n[middlewares.office]\r\nip_allow_list = [\"10.0.0.0/8\"]\r\n";

const TEAM: &str = "[routes.pg]\nentry_points = [\"pg\"]\nservice = \"postgres:5432\"\nmiddlewares = [\"office\"]\n# ü😀\n\
    [routes.x]\nentry_points = [\"pg\"]\nmatch = 'HostSNI(`*`) && ClientIP(`10.0.0.0/8`)'\nservice = { name = \"a\", port = 1 }\n\
    [scenarios.s]\nsteps = [{ delete = \"routes.pg\", expect = \"deleted\" }]\n";

/// What an edit writes.
const WORDS: [&str; 18] = [
    "",
    "",
    "\n",
    "\r\n",
    "[",
    "]",
    "\"",
    "'''",
    "=",
    "# ",
    "x",
    "😀",
    "[routes.y]\n",
    "[[routes.pg.rules]]\n",
    "sni = \"a.b\"\n",
    "`",
    "tls = {}\n",
    "priority = 3\n",
];

/// `TCPGEN_EDITS=10000` is the long form.
#[test]
fn after_random_edits_the_answers_are_those_of_a_fresh_server() {
    let edits: usize = env::var("TCPGEN_EDITS").ok().and_then(|count| count.parse().ok()).unwrap_or(300);
    let mut random = Rng::with_seed(7);
    let files = [("tcpgen.toml", ROOT), ("team.toml", TEAM)];
    let mut old = Client::new(&files);
    let mut texts = files.map(|(_, text)| text.to_owned());
    for (name, _) in files {
        old.open(name);
    }
    for edit in 0..edits {
        let which = random.usize(..2);
        // Now and then from the beginning, so that not all of it is rubble.
        if edit % 40 == 39 {
            for (at, (name, text)) in files.into_iter().enumerate() {
                text.clone_into(&mut texts[at]);
                old.begin_change(name, json!([{ "text": text }]));
            }
        }
        // The list of files stays.
        let from = if which == 0 { ROOT.find('\n').unwrap() + 1 } else { 0 };
        let count = random.usize(1..4);
        let changes: Vec<Value> = (0..count).map(|_| change(&mut random, &mut texts[which], from)).collect();
        old.begin_change(files[which].0, json!(changes));
        if edit % 4 != 0 {
            continue;
        }
        let mut fresh = Client::new(&[("tcpgen.toml", &texts[0]), ("team.toml", &texts[1])]);
        for (at, (name, _)) in files.into_iter().enumerate() {
            fresh.begin_open(name, &texts[at]);
        }
        for (at, (name, _)) in files.into_iter().enumerate() {
            let text = &texts[at];
            assert_eq!(answers(&mut old, name), answers(&mut fresh, name), "{edit}: {text:?}");
        }
    }
    assert_eq!(old.shutdown(), 0);
}

fn answers(client: &mut Client, name: &str) -> Vec<String> {
    let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 9999, "character": 0 } });
    let params = json!({ "textDocument": { "uri": client.uri(name) }, "range": range });
    let folder = client.uri("");
    let mut asked = ["documentSymbol", "inlayHint", "semanticTokens/full", "foldingRange", "codeLens"]
        .map(|method| client.ask(&format!("textDocument/{method}"), params.clone()).to_string().replace(&folder, ""))
        .to_vec();
    // After the answers, whose texts are the newest, these are published.
    asked.push(client.settled(name).to_string().replace(&folder, ""));
    asked
}

/// An edit, made in the text as well.
fn change(random: &mut Rng, text: &mut String, from: usize) -> Value {
    let mut place = || {
        let at = random.usize(from..=text.len());
        text.floor_char_boundary(at)
    };
    let (one, other) = (place(), place());
    // Not too much at once.
    let (start, end) = (one.min(other), one.max(other).min(one.min(other) + 12));
    let (start, end) = (text.floor_char_boundary(start), text.floor_char_boundary(end));
    // Between the two characters of a line ending there is no place.
    let within = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
    let (start, end) = (start - usize::from(within(start)), end + usize::from(within(end)));
    let word = random.choice(WORDS).unwrap();
    let range = json!({ "start": position_at(text, start), "end": position_at(text, end) });
    text.replace_range(start..end, word);
    json!({ "range": range, "text": word })
}
