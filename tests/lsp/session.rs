use serde_json::{Value, json};

use super::client::{Client, codes, edited, position, slice};

const STATE: &str = "files = [\"teams/*.toml\"]

[entry_points]
pg = 5432

[middlewares.office]
ip_allow_list = [\"10.0.0.0/8\"]
";
const TEAM: &str = "[routes.pg]
entry_points = [\"pg\"]
service = \"postgres:5432\"
middlewares = [\"office\"]
";
const FILES: [(&str, &str); 2] = [("tcpgen.toml", STATE), ("teams/data.toml", TEAM)];

#[test]
fn a_session_begins_and_ends_as_the_protocol_says() {
    let client = Client::new(&FILES);
    assert_eq!(client.capabilities["positionEncoding"], "utf-16");
    assert_eq!(client.shutdown(), 0);
    assert_eq!(Client::new(&FILES).hang_up(), 1);
}

#[test]
fn diagnostics_are_those_of_all_files_of_the_state() {
    let mut client = Client::new(&FILES);
    // The middleware is in the root, which lists the file.
    assert_eq!(client.open("teams/data.toml"), json!([]));
    let broken = TEAM.replace("office", "ofice");
    let found = client.change("teams/data.toml", &broken);
    assert_eq!(codes(&found), ["unknown-middleware"]);
    assert_eq!(found[0]["severity"], 2);
    assert_eq!(slice(&broken, &found[0]["range"]), "\"ofice\"");
    assert!(found[0]["message"].as_str().unwrap().contains("did you mean `office`?"), "{found}");
    assert!(found[0]["codeDescription"]["href"].as_str().unwrap().ends_with("#unknown-middleware"));
    client.change("teams/data.toml", &TEAM.replace("middlewares", "# middlewares"));
    // What nothing uses is reported in a file that is not open.
    let root = client.wait_for("tcpgen.toml", |found| found != &json!([]));
    assert_eq!(codes(&root), ["unused-middleware"]);
    assert_eq!((&root[0]["severity"], &root[0]["tags"]), (&json!(3), &json!([1])));
    client.open_as("tcpgen.toml", &STATE.replace("[middlewares", "[entry_points.x]\nport = 1\n[middlewares"));
    let found = client.wait_for("tcpgen.toml", |found| codes(found).len() == 1);
    assert_eq!(codes(&found), ["unused-middleware"], "an open text counts, and not what is on disk");
    assert_eq!(client.shutdown(), 0);
}

#[test]
fn a_change_of_the_list_of_files_reads_them() {
    let mut client = Client::new(&[("tcpgen.toml", "namespace = \"a\"\n"), ("teams/data.toml", TEAM)]);
    client.open("tcpgen.toml");
    client.change("tcpgen.toml", STATE);
    client.wait_for("tcpgen.toml", |found| found == &json!([]));
    let hover = client.at("tcpgen.toml", STATE, "[middlewares.off|ice]");
    assert!(client.ask("textDocument/hover", hover)["contents"]["value"].as_str().unwrap().contains("1 reference."));
    client.begin_change("tcpgen.toml", json!([{ "text": STATE.replace("teams/*", "none/*") }]));
    let found = client.wait_for("tcpgen.toml", |found| found.to_string().contains("no file matches"));
    assert_eq!(found[0]["severity"], 1);
}

#[test]
fn files_of_others_are_left_alone() {
    let mut client = Client::new(&[("Cargo.toml", "[package]\nname = 1\n"), ("deploy.yaml", "kind: Deployment\n")]);
    for name in ["Cargo.toml", "deploy.yaml"] {
        client.begin_open(name, "[package]\nname = 1\n");
        let hover = json!({ "textDocument": { "uri": client.uri(name) }, "position": { "line": 0, "character": 1 } });
        assert_eq!(client.ask("textDocument/hover", hover), Value::Null);
    }
    client.begin_change("Cargo.toml", json!([{ "text": "[routes.pg]\n" }]));
    assert_eq!(codes(&client.diagnostics_of("Cargo.toml")), ["missing-entry-points", "no-service"]);
    assert!(client.told.is_empty(), "{:?}", client.told);
}

#[test]
fn an_unsaved_document_is_a_state_of_its_own() {
    let mut client = Client::new(&[]);
    let found = client.open_as("untitled:Untitled-1", "[routes.pg]\nsni = \"a.example.com\"\nservice = \"a:1\"\n");
    assert!(codes(&found).contains(&"sni-without-tls"), "{found}");
}

#[test]
fn only_the_newest_of_many_changes_counts() {
    let mut client = Client::new(&FILES);
    client.open("teams/data.toml");
    for letter in 0..50 {
        let range = json!({ "start": { "line": 0, "character": 10 }, "end": { "line": 0, "character": 10 } });
        let digit = (letter % 10).to_string();
        client.begin_change("teams/data.toml", json!([{ "range": range, "text": digit }]));
    }
    assert_eq!(client.diagnostics_of("teams/data.toml"), json!([]));
    let symbols = json!({ "textDocument": { "uri": client.uri("teams/data.toml") } });
    let symbols = client.ask("textDocument/documentSymbol", symbols);
    let names: Vec<_> = symbols.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(names[0], "routes");
    assert!(names[1].starts_with("pg98765") && names[1].len() == 52, "{names:?}");
}

#[test]
fn a_cancelled_request_ends() {
    let mut client = Client::new(&FILES);
    // The state is being read when the request comes; whether it is cancelled before it is answered is chance.
    client.begin_open("teams/data.toml", TEAM);
    let hover = client.at("teams/data.toml", TEAM, "[routes.p|g]");
    let ids: Vec<i64> = (0..20).map(|_| client.begin("textDocument/hover", hover.clone())).collect();
    for id in &ids {
        client.notify("$/cancelRequest", json!({ "id": id }));
    }
    for id in ids {
        let response = client.response(id);
        assert!(response["result"]["contents"].is_object() || response["error"]["code"] == -32800, "{response}");
    }
    client.notify("$/cancelRequest", json!({ "id": "none" }));
    assert_eq!(client.diagnostics_of("teams/data.toml"), json!([]));
}

#[test]
fn requests_that_mean_nothing_are_refused_and_the_session_goes_on() {
    let mut client = Client::new(&FILES);
    assert_eq!(client.refused("textDocument/nonsense", json!({})), "there is no method `textDocument/nonsense`");
    client.refused("textDocument/hover", json!({ "nonsense": 1 }));
    client.refused("workspace/executeCommand", json!({ "command": "nonsense", "arguments": ["file:///x", "y"] }));
    client.notify("textDocument/didChange", json!({ "nonsense": 1 }));
    client.notify("$/nonsense", json!({}));
    assert_eq!(client.open("teams/data.toml"), json!([]));
    let beyond = json!({ "textDocument": { "uri": client.uri("teams/data.toml") }, "position": { "line": 9999, "character": 9999 } });
    for method in ["hover", "definition", "references", "completion", "documentHighlight", "prepareRename"] {
        client.ask(&format!("textDocument/{method}"), beyond.clone());
    }
}

#[test]
fn places_beyond_the_basic_plane_and_carriage_returns_are_counted() {
    let text = "[routes.pg]\r\n# 😀\r\nentry_points = [\"pg\"] # ü\r\nannotations = { \"😀\" = \"😀\" }\r\nsni = \"ü😀.example.com\"\r\nservice = \"a:1\"\r\n";
    let mut utf16 = Client::new(&[("tcpgen.toml", text)]);
    let found = utf16.open("tcpgen.toml");
    let one = found.as_array().unwrap().iter().find(|one| one["code"] == "invalid-host").unwrap().clone();
    assert_eq!(slice(text, &one["range"]), "\"ü😀.example.com\"");
    let encodings = json!({ "general": { "positionEncodings": ["utf-8", "utf-16"] } });
    let mut utf8 = Client::with(&[("tcpgen.toml", text)], encodings, json!({}));
    assert_eq!(utf8.capabilities["positionEncoding"], "utf-8");
    let same = utf8.open("tcpgen.toml");
    let same = same.as_array().unwrap().iter().find(|one| one["code"] == "invalid-host").unwrap();
    assert_eq!(same["range"]["end"]["character"], 6 + "\"ü😀.example.com\"".len());
    // A change behind the wide characters is made where it is meant.
    let end = position(text, "ü😀.|example");
    let range = json!({ "start": end, "end": end });
    utf16.begin_change("tcpgen.toml", json!([{ "range": range, "text": "x" }, { "range": range, "text": "y" }]));
    let found = utf16.diagnostics_of("tcpgen.toml");
    let now = text.replace(".example", ".yxexample");
    let one = found.as_array().unwrap().iter().find(|one| one["code"] == "invalid-host").unwrap();
    assert_eq!(slice(&now, &one["range"]), "\"ü😀.yxexample.com\"");
}

#[test]
fn fixes_are_offered_and_do_what_they_say() {
    let text = "[routes.pg]\nentryPoints = [\"pg\"]\nservice = \"a:1\"\n";
    let mut client = Client::new(&[("tcpgen.toml", text)]);
    let found = client.open("tcpgen.toml");
    let range = found[0]["range"].clone();
    let params = json!({ "textDocument": { "uri": client.uri("tcpgen.toml") }, "range": range, "context": { "diagnostics": [] } });
    let actions = client.ask("textDocument/codeAction", params);
    assert_eq!(actions[0]["kind"], "quickfix");
    assert_eq!(actions[0]["diagnostics"][0]["code"], "unknown-key");
    let fixed = edited(text, &actions[0]["edit"]["changes"][client.uri("tcpgen.toml")]);
    assert_eq!(client.change("tcpgen.toml", &fixed), json!([]), "{fixed}");
    client.change("tcpgen.toml", text);
    let params = json!({ "textDocument": { "uri": client.uri("tcpgen.toml") }, "range": range, "context": { "diagnostics": [], "only": ["source.fixAll"] } });
    let actions = client.ask("textDocument/codeAction", params);
    assert_eq!(actions.as_array().unwrap().len(), 1, "{actions}");
    assert_eq!(edited(text, &actions[0]["edit"]["changes"][client.uri("tcpgen.toml")]), fixed);
}

#[test]
fn a_file_that_is_not_listed_any_more_is_a_state_of_its_own() {
    let mut client = Client::new(&FILES);
    client.open("teams/data.toml");
    client.open("tcpgen.toml");
    client.begin_change("tcpgen.toml", json!([{ "text": STATE.replace("teams/*", "tcpgen*") }]));
    let found = client.wait_for("teams/data.toml", |found| found != &json!([]));
    assert_eq!(codes(&found), ["unknown-middleware"], "the middleware is in another state now");
}

#[test]
fn a_file_that_changes_on_disk_is_read_again() {
    let mut client = Client::new(&FILES);
    client.open("teams/data.toml");
    std::fs::write(client.path("tcpgen.toml"), STATE.replace("office", "home")).unwrap();
    let changes = json!({ "changes": [{ "uri": client.uri("tcpgen.toml"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changes);
    let found = client.wait_for("teams/data.toml", |found| found != &json!([]));
    assert_eq!(codes(&found), ["unknown-middleware"]);
    // A text that is not saved is gone when it is closed.
    client.change("teams/data.toml", &TEAM.replace("middlewares", "# middlewares"));
    assert_eq!(codes(&client.open_as("tcpgen.toml", STATE)), ["unused-middleware"]);
    client.notify("textDocument/didClose", json!({ "textDocument": { "uri": client.uri("teams/data.toml") } }));
    client.wait_for("tcpgen.toml", |found| found == &json!([]));
}

#[test]
fn nothing_of_an_input_is_markup() {
    let text = "[routes.\"<img src=x> `a` [b](c)\u{202E}\"]\nentry_points = [\"<b>`\"]\nmatch = 'HostSNI(`<i>`)'\n\
                service = \"a:1\"\ntls = {}\n[tls_options.x]\ncipher_suites = [\"\\u0007```\\n```\\u202E\"]\n";
    let mut client = Client::new(&[("tcpgen.toml", text)]);
    client.open("tcpgen.toml");
    for part in ["<im|g", "<b|>`", "HostSNI(`<|i>", "HostSN|I", "tls_options.x|"] {
        let params = client.at("tcpgen.toml", text, part);
        let found = client.ask("textDocument/hover", params);
        let words = found["contents"]["value"].as_str().unwrap();
        assert!(!words.contains(['\u{7}', '\u{202E}']), "{words:?}");
        let outside = without_code(words);
        assert!(!outside.contains(['<', '[']) || outside.contains("\\<"), "{part}: {outside:?} of {words:?}");
    }
}

/// What of a Markdown text is no code.
fn without_code(text: &str) -> String {
    let mut outside = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('`') {
        outside += &rest[..at];
        let fence: String = rest[at..].chars().take_while(|&letter| letter == '`').collect();
        let inside = &rest[at + fence.len()..];
        let closing = inside.char_indices().map(|(at, _)| at).find(|&at| {
            inside[at..].starts_with(&fence)
                && !inside[at + fence.len()..].starts_with('`')
                && !inside[..at].ends_with('`')
        });
        let closing = closing.unwrap_or_else(|| panic!("code that does not end: {text:?}"));
        rest = &inside[closing + fence.len()..];
    }
    outside + rest
}

#[test]
fn traefiks_configuration_is_read_where_a_text_names_it() {
    let state = "[traefik]\nstatic = \"conf/traefik.yml\"\n\n[routes.pg]\nentry_points = [\"pg\"]\nservice = \"a:1\"\n";
    let configuration = "entryPoints: {pg: {address: ':5432'}}\n";
    let mut client = Client::new(&[("tcpgen.toml", state), ("conf/traefik.yml", configuration)]);
    assert_eq!(client.open("tcpgen.toml"), json!([]));
    std::fs::write(client.path("conf/traefik.yml"), configuration.replace("pg", "postgresql")).unwrap();
    let changed = json!({ "changes": [{ "uri": client.uri("conf/traefik.yml"), "type": 2 }] });
    client.notify("workspace/didChangeWatchedFiles", changed);
    let found = client.wait_for("tcpgen.toml", |found| found != &json!([]));
    assert_eq!(codes(&found), ["unknown-entry-point"]);
    // A path that is typed is followed at once, and one that leads nowhere is reported at the top.
    let elsewhere = state.replace("conf/", "nowhere/");
    client.begin_change("tcpgen.toml", json!([{ "text": elsewhere }]));
    let found = client.wait_for("tcpgen.toml", |found| found.to_string().contains("`static` has"));
    assert_eq!(found[0]["range"]["start"]["line"], 0);
    client.begin_change("tcpgen.toml", json!([{ "text": state }]));
    client.wait_for("tcpgen.toml", |found| codes(found) == ["unknown-entry-point"]);
    assert_eq!(client.shutdown(), 0);
}
