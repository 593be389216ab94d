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
