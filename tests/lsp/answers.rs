//! Every answer, over one state of two files and a manifest.

use serde_json::{Value, json};

use super::client::{Client, codes, edited, offset, position, slice};

const ROOT: &str = r#"files = ["teams/*.toml", "live/*.yaml"]
namespace = "prod"
allow = [{ code = "unused-servers-transport", reason = "for later" }]

[traefik]
allow_cross_namespace = true

[lints]
client-sends-no-sni = "allow"

[entry_points]
pg = 5432
mqtts = { port = 8883 }

[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.0/24"]

[middlewares."ops/limit"]
in_flight_conn = 10

[servers_transports.slow]
dial_timeout = "5s"

[servers_transports.spare]
"#;

const TEAM: &str = r#"namespace = "prod"

[tls_options.modern]
min_version = "VersionTLS13"

[routes.pg]
entry_points = ["pg"]
service = "postgres:5432"
middlewares = ["office", "ops/limit"]

# 😀
[routes.mqtt]
entry_points = ["mqtts"]
protocol = "mqtt"
match = '/* 😀 */ HostSNI(`mqtt.example.com`) && !ClientIP(`10.0.0.0/8`)'
services = [{ name = "mosquitto", port = 8883, servers_transport = "slow" }]

[routes.mqtt.tls]
options = "modern"

[scenarios.change]
steps = [
  { apply = "middlewares.office", expect = "unchanged" },
  { connect = { entry_point = "pg", client_ip = "10.0.0.1" }, expect = { router = "pg", service = "postgres:5432" } },
  { delete = "routes.pg", expect = "deleted" },
]

[invariants.office-only]
to = "postgres:5432"
only = { entry_point = "pg", client_ip = ["10.0.0.0/8", "192.168.1.0/24"] }
"#;

const LIVE: &str = "apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata:
  name: live
  namespace: prod
spec:
  entryPoints:
    - pg
  routes:
    - match: HostSNI(`*`) && ClientIP(`172.16.0.0/12`)
      middlewares:
        - name: office
      services:
        - name: postgres
          port: 5432
";

const TREES: &str = r#"{ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
    "completion": { "completionItem": { "snippetSupport": true } } } }"#;

struct Open(Client);

fn open() -> Open {
    let files = [("tcpgen.toml", ROOT), ("teams/data.toml", TEAM), ("live/pg.yaml", LIVE)];
    let mut client = Client::with(&files, serde_json::from_str(TREES).unwrap(), json!({}));
    for (name, _) in files {
        let found = client.open(name);
        assert_eq!(found, json!([]), "{name}");
    }
    Open(client)
}

impl Open {
    fn ask(&mut self, method: &str, (name, text): (&str, &str), part: &str) -> Value {
        let params = self.0.at(name, text, part);
        self.0.ask(&format!("textDocument/{method}"), params)
    }

    /// The words of a hover and the text that it is about.
    #[track_caller]
    fn hover(&mut self, file: (&str, &'static str), part: &str) -> (String, &'static str) {
        let found = self.ask("hover", file, part);
        let words = found["contents"]["value"].as_str().unwrap_or_else(|| panic!("{part}: {found}"));
        (words.to_owned(), slice(file.1, &found["range"]))
    }

    /// Locations as `file: text`.
    fn places(&mut self, found: &Value) -> Vec<String> {
        let found = if found.is_array() { found.as_array().unwrap().clone() } else { vec![found.clone()] };
        let named = [("tcpgen.toml", ROOT), ("teams/data.toml", TEAM), ("live/pg.yaml", LIVE)];
        let place = |one: &Value| {
            let (name, text) = named.into_iter().find(|(name, _)| one["uri"] == self.0.uri(name)).unwrap();
            let line = one["range"]["start"]["line"].as_u64().unwrap() + 1;
            format!("{name}:{line}: {}", slice(text, &one["range"]))
        };
        found.iter().map(place).collect()
    }

    /// Labels of completions of a text, which is written to the file before.
    fn complete(&mut self, name: &str, text: &str) -> Vec<String> {
        self.items(name, text).iter().map(|item| item["label"].as_str().unwrap().to_owned()).collect()
    }

    fn items(&mut self, name: &str, text: &str) -> Vec<Value> {
        let at = position(&text.replacen('|', "", 1), text);
        self.0.begin_change(name, json!([{ "text": text.replacen('|', "", 1) }]));
        let params = json!({ "textDocument": { "uri": self.0.uri(name) }, "position": at });
        let found = self.0.ask("textDocument/completion", params);
        found["items"].as_array().cloned().unwrap_or_default()
    }
}

const DATA: (&str, &str) = ("teams/data.toml", TEAM);
const TOP: (&str, &str) = ("tcpgen.toml", ROOT);
const YAML: (&str, &str) = ("live/pg.yaml", LIVE);

#[test]
fn hover_tells_what_is_known() {
    let mut open = open();
    let told = |found: &(String, &str), all: &[&str]| {
        for one in all {
            assert!(found.0.contains(one), "{one}: {}", found.0);
        }
    };
    let key = open.hover(DATA, "prot|ocol");
    told(&key, &["**`protocol`**", "`postgres`", "Example: `\"postgres\"`"]);
    assert_eq!(key.1, "protocol");
    told(&open.hover(DATA, "min_version = \"Ver|sion"), &["One of", "VersionTLS13"]);
    told(&open.hover(TOP, "dial_t|imeout"), &["Default"]);
    // A matcher and its rule.
    let rule = open.hover(DATA, "HostSNI(`mqtt.exam|ple");
    told(
        &rule,
        &["TLS connections for the server name `mqtt.example.com`", "everything but clients from `10.0.0.0/8`"],
    );
    assert_eq!(rule.1, "HostSNI(`mqtt.example.com`)");
    told(
        &open.hover(YAML, "ClientIP(`172.|16"),
        &["clients from `172.16.0.0/12`", "Priority 41, by the rule's length"],
    );
    // What has a name.
    let route = open.hover(DATA, "[routes.p|g]");
    told(&route, &["IngressRouteTCP", "`prod/pg`", "Priority -1", "Who reaches it", "10.0.0.0/8", "192.168.1.0/24"]);
    assert_eq!(route.1, "pg");
    let middleware = open.hover(DATA, "\"off|ice\"");
    told(
        &middleware,
        &["MiddlewareTCP", "`prod/office`", "Admits clients from `10.0.0.0/8`, `192.168.1.0/24`", "3 references"],
    );
    told(&open.hover(DATA, "\"ops/lim|it\""), &["`ops/limit`", "10 connections"]);
    told(&open.hover(DATA, "options = \"mod|ern"), &["TLSOption", "VersionTLS13"]);
    told(&open.hover(YAML, "- p|g"), &["entry point", "Port 5432", "2 routers"]);
    told(&open.hover(YAML, "name: off|ice"), &["MiddlewareTCP"]);
    // Codes.
    told(&open.hover(TOP, "unused-servers|-transport"), &["**unused-servers-transport**", "advice"]);
    told(&open.hover(TOP, "client-sends|-no-sni"), &["**client-sends-no-sni**"]);
    assert_eq!(open.ask("hover", DATA, "|\n# 😀"), Value::Null);
}

#[test]
fn names_lead_to_their_definitions_and_back() {
    let mut open = open();
    for (file, part, expected) in [
        (DATA, "\"off|ice\"", "tcpgen.toml:15: office"),
        (DATA, "\"ops/lim|it\"", "tcpgen.toml:18: limit"),
        (DATA, "middlewares.off|ice", "tcpgen.toml:15: office"),
        (DATA, "router = \"p|g\"", "teams/data.toml:6: pg"),
        (DATA, "servers_transport = \"sl|ow", "tcpgen.toml:21: slow"),
        (DATA, "options = \"mod|ern", "teams/data.toml:3: modern"),
        (DATA, "only = { entry_point = \"p|g", "tcpgen.toml:12: pg"),
        (YAML, "name: off|ice", "tcpgen.toml:15: office"),
        (YAML, "- p|g", "tcpgen.toml:12: pg"),
    ] {
        let found = open.ask("definition", file, part);
        assert_eq!(open.places(&found), [expected], "{part}");
    }
    let mut params = open.0.at(TOP.0, ROOT, "[middlewares.off|ice]");
    params["context"] = json!({ "includeDeclaration": true });
    let found = open.0.ask("textDocument/references", params);
    let expected = [
        "tcpgen.toml:15: office",
        "live/pg.yaml:12: office",
        "teams/data.toml:9: office",
        "teams/data.toml:23: office",
    ];
    let mut places = open.places(&found);
    places.sort_by_key(|place| expected.iter().position(|one| one == place));
    assert_eq!(places, expected);
    let found = open.ask("documentHighlight", DATA, "[routes.mq|tt]");
    assert_eq!(found.as_array().unwrap().len(), 2, "the route and the header of its TLS: {found}");
    assert_eq!(found[0]["kind"], 3);
    assert_eq!(open.ask("definition", DATA, "service = \"post|gres"), Value::Null);
}

#[test]
fn a_rename_changes_all_files_and_nothing_else() {
    let mut open = open();
    let found = open.ask("prepareRename", DATA, "\"ops/lim|it\"");
    assert_eq!((slice(TEAM, &found["range"]), &found["placeholder"]), ("limit", &json!("limit")));
    let rename = |open: &mut Open, file: (&str, &str), part: &str, new: &str| {
        let mut params = open.0.at(file.0, file.1, part);
        params["newName"] = json!(new);
        let found = open.0.ask("textDocument/rename", params);
        [TOP, DATA, YAML].map(|(name, text)| {
            let edits = &found["changes"][open.0.uri(name)];
            if edits.is_null() { text.to_owned() } else { edited(text, edits) }
        })
    };
    let [root, team, live] = rename(&mut open, DATA, "\"off|ice\"", "on");
    assert_eq!(root, ROOT.replace("middlewares.office", "middlewares.on"));
    assert_eq!(team, TEAM.replace("\"office\"", "\"on\"").replace("middlewares.office", "middlewares.on"));
    assert_eq!(live, LIVE.replace("name: office", "name: \"on\""), "a word of YAML 1.1 is quoted");
    let [root, team, _] = rename(&mut open, DATA, "[routes.mq|tt]", "m.q");
    assert_eq!(root, ROOT);
    assert_eq!(team, TEAM.replace("routes.mqtt", "routes.\"m.q\""), "also in `[routes.mqtt.tls]`");
    let [root, team, _] = rename(&mut open, DATA, "\"ops/lim|it\"", "max");
    assert_eq!(root, ROOT.replace("ops/limit", "ops/max"));
    assert_eq!(team, TEAM.replace("ops/limit", "ops/max"));
    let [root, team, live] = rename(&mut open, YAML, "- p|g", "postgres");
    assert_eq!(root, ROOT.replace("pg = 5432", "postgres = 5432"));
    assert_eq!(
        team,
        TEAM.replace("[\"pg\"]", "[\"postgres\"]").replace("entry_point = \"pg\"", "entry_point = \"postgres\"")
    );
    assert_eq!(live, LIVE.replace("- pg", "- postgres"));
    // The whole state is as good as before.
    for (part, new, why) in [
        ("\"off|ice\"", "Office", "cannot be the name of a MiddlewareTCP"),
        ("[routes.p|g]", "live", "there is a IngressRouteTCP `prod/live` already"),
        ("service = \"post|gres", "x", "nothing here has a name"),
    ] {
        let mut params = open.0.at(DATA.0, TEAM, part);
        params["newName"] = json!(new);
        let refused = open.0.refused("textDocument/rename", params);
        assert!(refused.contains(why), "{refused}");
    }
}

#[test]
fn completion_knows_keys_values_and_names() {
    let mut open = open();
    let mut has = |text: &str, all: &[&str], none: &[&str]| {
        let found = open.complete("teams/data.toml", text);
        for one in all {
            assert!(found.iter().any(|label| label == one), "{text}: {one} is not in {found:?}");
        }
        for one in none {
            assert!(!found.iter().any(|label| label == one), "{text}: {one} is in {found:?}");
        }
    };
    has("na|", &["namespace", "routes", "lints"], &["entry_point"]);
    has("[ro|", &["routes", "middlewares"], &["namespace"]);
    has("[[routes.pg.|", &["rules", "tls", "services"], &["sni", "priority"]);
    has("[routes.x]\nsni = \"a\"\n|", &["entry_points", "service", "tls", "allow"], &["sni"]);
    has("[routes.x]\ntls = { |", &["passthrough", "options"], &[]);
    has("[[routes.x.rules]]\nma|", &["match", "priority"], &["protocol"]);
    has("[routes.x]\nprotocol = \"|\"", &["postgres", "mqtt"], &[]);
    has("[routes.x]\nprotocol = |", &["postgres"], &[]);
    has("[routes.x]\ntls = { passthrough = |", &["true", "false"], &[]);
    // Names of other files: those of the own namespace alone, the others with it.
    has("namespace = \"prod\"\n[routes.x]\nmiddlewares = [\"|", &["office", "ops/limit"], &["prod/office", "slow"]);
    has("[routes.x]\nnamespace = \"ops\"\nmiddlewares = [\"|\"]", &["prod/office", "limit"], &["ops/limit"]);
    has("[routes.x]\nentry_points = [|", &["pg", "mqtts"], &["postgresql"]);
    has("namespace = \"prod\"\n[routes.x]\nservice = { servers_transport = \"|", &["slow"], &[]);
    has("[routes.x]\nservice = \"|", &["prod/postgres:5432"], &["a:1"]);
    has(
        "namespace = \"prod\"\n[scenarios.x]\nsteps = [{ apply = \"|",
        &["middlewares.office", "middlewares.ops/limit"],
        &[],
    );
    has("[scenarios.x]\nsteps = [{ connect = { entry_point = \"|", &["pg"], &[]);
    has("[invariants.x]\nonly = { entry_point = [\"|", &["pg"], &[]);
    has("[routes.x]\nallow = [{ code = \"|", &["sni-without-tls"], &["toml-syntax", "empty-reason"]);
    has("[lints]\nsni-without-tls = \"deny\"\n|", &["unknown-middleware"], &["sni-without-tls"]);
    has("[lints]\nsni-without-tls = \"|", &["allow", "advice", "warn", "deny"], &[]);
    // Rules.
    has("[routes.x]\nmatch = '|", &["HostSNI", "ClientIP", "ALPN", "HostSNIRegexp"], &["&&"]);
    has("[routes.x]\nmatch = 'HostSNI(`a`) |", &["&&", "||"], &["HostSNI"]);
    has("[routes.x]\nmatch = 'HostSNI(`a`) && !Cl|", &["ClientIP"], &[]);
    has("[routes.x]\nmatch = 'HostSNI(`a|", &[], &["HostSNI", "&&"]);
    has("# na|", &[], &["namespace"]);
    // Behind something that is half written.
    has("[a\n[routes.y]\nsni = [\n[routes.x]\nprotocol = \"|", &["postgres"], &[]);
}

#[test]
fn a_completion_writes_what_is_meant() {
    let mut open = open();
    let mut written = |text: &str, label: &str| {
        let items = open.items("teams/data.toml", text);
        let item = items.iter().find(|item| item["label"] == label).unwrap_or_else(|| panic!("{text}: {items:?}"));
        edited(&text.replacen('|', "", 1), &json!([item["textEdit"]]))
    };
    assert_eq!(written("[routes.x]\nent|", "entry_points"), "[routes.x]\nentry_points = [\"$0\"]");
    assert_eq!(written("[routes.x]\ntls = { op| }", "options"), "[routes.x]\ntls = { options = \"$0\" }");
    assert_eq!(written("[rou|", "routes"), "[routes");
    assert_eq!(written("[routes.x]\nmiddlewares = [|]", "prod/office"), "[routes.x]\nmiddlewares = [\"prod/office\"]");
    assert_eq!(
        written("[routes.x]\nmiddlewares = [\"pr|oo\"]", "prod/office"),
        "[routes.x]\nmiddlewares = [\"prod/office\"]"
    );
    assert_eq!(written("[routes.x]\nprotocol = 'my|'", "mysql"), "[routes.x]\nprotocol = 'mysql'");
    assert_eq!(
        written("[routes.x]\r\n# 😀\r\nmatch = '!Cl|'", "ClientIP"),
        "[routes.x]\r\n# 😀\r\nmatch = '!ClientIP(`$0`)'"
    );
}

#[test]
fn symbols_are_a_tree_of_a_file_and_a_list_of_the_state() {
    let mut open = open();
    let uri = open.0.uri("teams/data.toml");
    let found = open.0.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    let names = |all: &Value| -> Vec<String> {
        all.as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(names(&found), ["namespace", "tls_options", "routes", "scenarios", "invariants"]);
    assert_eq!(names(&found[2]["children"]), ["pg", "mqtt"]);
    let mqtt = &found[2]["children"][1];
    assert_eq!(slice(TEAM, &mqtt["selectionRange"]), "mqtt");
    let whole = slice(TEAM, &mqtt["range"]);
    assert!(whole.starts_with("[routes.mqtt]") && whole.contains("options = \"modern\""), "{whole}");
    assert!(!whole.contains("scenarios"), "{whole}");
    let uri = open.0.uri("live/pg.yaml");
    let found = open.0.ask("textDocument/documentSymbol", json!({ "textDocument": { "uri": uri } }));
    assert_eq!(names(&found), ["live"]);
    let found = open.0.ask("workspace/symbol", json!({ "query": "ofc" }));
    assert_eq!(names(&found), ["office", "office-only"]);
    assert_eq!(open.places(&json!([found[0]["location"]])), ["tcpgen.toml:15: office"]);
}

#[test]
fn hints_tell_priorities_and_namespaces() {
    let mut open = open();
    let mut hints = |(name, text): (&str, &str)| -> Vec<String> {
        let range = json!({ "start": { "line": 0, "character": 0 }, "end": { "line": 999, "character": 0 } });
        let params = json!({ "textDocument": { "uri": open.0.uri(name) }, "range": range });
        let found = open.0.ask("textDocument/inlayHint", params);
        let mut text = text.to_owned();
        let hints = found.as_array().unwrap().clone();
        for hint in hints.iter().rev() {
            let at = offset(&text, &hint["position"]);
            text.insert_str(at, &format!("<{}>", hint["label"].as_str().unwrap()));
        }
        text.lines().filter(|line| line.contains('<')).map(str::to_owned).collect()
    };
    assert_eq!(
        hints(DATA),
        [
            "[routes.pg]<priority -1>",
            "middlewares = [\"<prod/>office\", \"ops/limit\"]",
            "match = '/* 😀 */ HostSNI(`mqtt.example.com`) && !ClientIP(`10.0.0.0/8`)'<priority 65>",
            "services = [{ name = \"mosquitto\", port = 8883, servers_transport = \"<prod/>slow\" }]",
            "options = \"<prod/>modern\"",
            "  { apply = \"middlewares.<prod/>office\", expect = \"unchanged\" },",
            "  { connect = { entry_point = \"pg\", client_ip = \"10.0.0.1\" }, expect = { router = \"<prod/>pg\", service = \"postgres:5432\" } },",
            "  { delete = \"routes.<prod/>pg\", expect = \"deleted\" },",
        ]
    );
    assert_eq!(
        hints(YAML),
        ["    - match: HostSNI(`*`) && ClientIP(`172.16.0.0/12`)<priority 41>", "        - name: <prod/>office"]
    );
}

#[test]
fn the_parts_of_rules_are_tokens() {
    let mut open = open();
    let mut tokens = |(name, text): (&str, &str)| -> Vec<(u64, String)> {
        let found =
            open.0.ask("textDocument/semanticTokens/full", json!({ "textDocument": { "uri": open.0.uri(name) } }));
        let data: Vec<u64> = found["data"].as_array().unwrap().iter().map(|one| one.as_u64().unwrap()).collect();
        let (mut line, mut character) = (0, 0);
        let token = |word: &[u64]| {
            character = if word[0] == 0 { character + word[1] } else { word[1] };
            line += word[0];
            let end = json!({ "line": line, "character": character + word[2] });
            let range = json!({ "start": { "line": line, "character": character }, "end": end });
            (word[3], slice(text, &range).to_owned())
        };
        data.chunks(5).map(token).collect()
    };
    let found = tokens(DATA);
    assert_eq!(found.len(), 10, "{found:?}");
    let expected = [(0, "HostSNI"), (4, "("), (2, "`mqtt.example.com`"), (4, ")"), (3, "&&")];
    assert_eq!(found[..5], expected.map(|(kind, text)| (kind, text.to_owned())));
    assert_eq!(found[8].1, "`10.0.0.0/8`");
    let found = tokens(YAML);
    assert_eq!(
        found.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>(),
        ["HostSNI", "(", "`*`", ")", "&&", "ClientIP", "(", "`172.16.0.0/12`", ")"]
    );
}

#[test]
fn parts_fold_and_selections_grow() {
    let mut open = open();
    let document = json!({ "uri": open.0.uri("teams/data.toml") });
    let found = open.0.ask("textDocument/foldingRange", json!({ "textDocument": document }));
    let lines: Vec<_> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["startLine"].as_u64().unwrap(), one["endLine"].as_u64().unwrap()))
        .collect();
    assert_eq!(lines, [(2, 3), (5, 8), (11, 15), (17, 18), (20, 25), (21, 25), (27, 29)]);
    let place = position(TEAM, "\"ops/lim|it\"");
    let found = open.0.ask("textDocument/selectionRange", json!({ "textDocument": document, "positions": [place] }));
    let mut next = &found[0];
    let mut texts = Vec::new();
    while next.is_object() {
        texts.push(slice(TEAM, &next["range"]));
        next = &next["parent"];
    }
    assert_eq!(
        texts[..4],
        ["limit", "\"ops/limit\"", "[\"office\", \"ops/limit\"]", "middlewares = [\"office\", \"ops/limit\"]"]
    );
    assert!(texts[4].starts_with("[routes.pg]"));
    assert_eq!(*texts.last().unwrap(), TEAM);
}

#[test]
fn lenses_run_scenarios_and_tell_who_reaches_a_route() {
    let mut open = open();
    let uri = open.0.uri("teams/data.toml");
    let found = open.0.ask("textDocument/codeLens", json!({ "textDocument": { "uri": uri } }));
    let lenses: Vec<_> =
        found.as_array().unwrap().iter().map(|lens| (slice(TEAM, &lens["range"]), lens["command"].clone())).collect();
    let titles: Vec<_> = lenses.iter().map(|(name, command)| (*name, command["title"].as_str().unwrap())).collect();
    assert_eq!(titles, [("pg", "who reaches this"), ("mqtt", "who reaches this"), ("change", "run this scenario")]);
    let mut run = |at: usize| {
        let command = &lenses[at].1;
        open.0.ask(
            "workspace/executeCommand",
            json!({ "command": command["command"], "arguments": command["arguments"] }),
        )
    };
    let reached = run(0);
    assert!(reached.as_str().unwrap().contains("| pg | 10.0.0.0/8, 192.168.1.0/24 |"), "{reached}");
    let mut params = json!({ "command": lenses[2].1["command"], "arguments": lenses[2].1["arguments"] });
    open.0.change("teams/data.toml", &TEAM.replace("expect = \"deleted\"", "expect = \"created\""));
    let refused = open.0.refused("workspace/executeCommand", params.clone());
    assert_eq!(refused, "the state has errors");
    open.0.change("teams/data.toml", TEAM);
    let passed = open.0.ask("workspace/executeCommand", params.clone());
    assert!(passed.as_str().unwrap().contains("change"), "{passed}");
    let shown = open.0.told.iter().find(|one| one["params"]["message"] == "scenario change: passed");
    assert!(shown.is_some(), "{:?}", open.0.told);
    params["arguments"][1] = json!("nothing");
    assert!(open.0.refused("workspace/executeCommand", params).contains("nothing"));
}

#[test]
fn a_warning_is_allowed_where_it_is_and_the_reason_is_asked_for() {
    let mut open = open();
    for (text, code, entry) in [
        ("[routes.x]\nentry_points = [\"pg\"]\nsni = \"a.example.com\"\nservice = \"a:1\"\n", "sni-without-tls", true),
        (
            "[routes.x]\r\nentry_points = [\"pg\"]\r\nsni = \"a.example.com\"\r\nservice = \"a:1\"\r\n",
            "sni-without-tls",
            true,
        ),
        (
            "[routes]\nx = { entry_points = [\"pg\"], sni = \"a.example.com\", service = \"a:1\" }\n",
            "sni-without-tls",
            true,
        ),
        (
            "[routes.x]\nallow = [\n  { code = \"unused-tls-options\", reason = \"r\" },\n]\nentry_points = [\"pg\"]\nsni = \"a.example.com\"\nservice = \"a:1\"\n",
            "sni-without-tls",
            true,
        ),
        (
            "[routes.x]\nentry_points = [\"pg\"]\nservice = \"a:1\"\n[services.y]\naddresses = [\"127.0.0.1:1\"]\n",
            "unknown-backend-service",
            false,
        ),
    ] {
        let found = open.0.change("teams/data.toml", text);
        let one = found.as_array().unwrap().iter().find(|one| one["code"] == code);
        let one = one.unwrap_or_else(|| panic!("{text}: {found}")).clone();
        let document = json!({ "uri": open.0.uri("teams/data.toml") });
        let params = json!({ "textDocument": document, "range": one["range"], "context": { "diagnostics": [one] } });
        let actions = open.0.ask("textDocument/codeAction", params);
        let title = format!("allow `{code}` in {}", if entry { "this entry" } else { "the whole state" });
        let action = actions.as_array().unwrap().iter().find(|action| action["title"] == title.as_str());
        let action = action.unwrap_or_else(|| panic!("{text}: {actions}"));
        let (name, before) = if entry { ("teams/data.toml", text) } else { ("tcpgen.toml", ROOT) };
        let after = edited(before, &action["edit"]["changes"][open.0.uri(name)]);
        open.0.change(name, &after);
        open.0.wait_for("teams/data.toml", |found| !codes(found).contains(&code));
        let asked = open.0.diagnostics_of(name);
        assert!(codes(&asked).contains(&"empty-reason"), "{after}: {asked}");
    }
}

#[test]
fn unfinished_text_keeps_its_answers() {
    let mut open = open();
    let unfinished = TEAM.replace("protocol = \"mqtt\"\n", "protocol = \n");
    open.0.change("teams/data.toml", &unfinished);
    for (part, words) in [
        ("[routes.p|g]", "Who reaches it"),
        ("\"off|ice\"", "Admits clients from `10.0.0.0/8`"),
        ("[routes.mq|tt]", "`prod/mqtt`"),
    ] {
        let params = json!({ "textDocument": { "uri": open.0.uri("teams/data.toml") }, "position": position(&unfinished, part) });
        let found = open.0.ask("textDocument/hover", params);
        assert!(found["contents"]["value"].as_str().is_some_and(|told| told.contains(words)), "{part}: {found}");
    }
}

#[test]
fn a_state_that_is_broken_in_every_way_is_answered() {
    let mut open = open();
    let methods = ["hover", "definition", "completion", "documentHighlight", "prepareRename"];
    for cut in (0..TEAM.len()).filter(|&at| TEAM.is_char_boundary(at)).step_by(13) {
        let text = &TEAM[..cut];
        open.0.begin_change("teams/data.toml", json!([{ "text": text }]));
        let line = text.matches('\n').count();
        for method in methods {
            let place =
                json!({ "line": line, "character": text.lines().last().unwrap_or_default().encode_utf16().count() });
            let params = json!({ "textDocument": { "uri": open.0.uri("teams/data.toml") }, "position": place });
            open.0.ask(&format!("textDocument/{method}"), params);
        }
        let whole = json!({ "textDocument": { "uri": open.0.uri("teams/data.toml") } });
        for method in ["documentSymbol", "codeLens", "foldingRange", "semanticTokens/full"] {
            open.0.ask(&format!("textDocument/{method}"), whole.clone());
        }
    }
}
