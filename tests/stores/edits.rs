//! What editing leaves of a state file: each test is a text, a call, and the text after it.

use serde_json::{Value, json};
use tcpgen::Session;

use super::suite::{MIDDLEWARE, ROUTE};

#[track_caller]
fn edited(text: &str, tool: &str, arguments: Value) -> String {
    let mut session = Session::new(text);
    let answer = session.call(tool, &arguments);
    assert_eq!(answer["status"], "success", "{answer}");
    session.source().to_owned()
}

fn ranges(name: &str, ranges: &[&str]) -> Value {
    json!({ "middleware_name": name, "source_ranges": ranges })
}

#[test]
fn the_first_entries_of_an_empty_file() {
    let text = edited("", MIDDLEWARE, ranges("db-allowlist", &["192.168.1.0/24", "10.0.0.1"]));
    let text = edited(
        &text,
        ROUTE,
        json!({ "route_name": "pg", "service_name": "postgres", "middlewares": ["db-allowlist"] }),
    );
    assert_eq!(
        text,
        r#"[middlewares.db-allowlist]
ip_allow_list = ["192.168.1.0/24", "10.0.0.1"]

[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["db-allowlist"]
"#
    );
}

const COMMENTED: &str = r#"#:schema ./tcpgen.schema.json
# The databases.
namespace = "default" # of everything

[entry_points]
postgresql = 5432

# Who may come in.
[middlewares.office]
# The office, and one admin.
ip_allow_list = [
    "192.168.1.0/24", # the office
    # The admin works from home.
    "10.0.0.1",
] # keep it short

# === Routes ===

# The main database.
[routes.pg]
entry_points = [ "postgresql" ]   # plain
service = "postgres:5432"         # the primary
middlewares = ["office"]
protocol = "postgres"
labels = { team = "data" }
# A note that ends the route.

# The last word.
"#;

#[test]
fn only_what_changes_is_touched() {
    let text = edited(COMMENTED, MIDDLEWARE, ranges("office", &["10.0.0.0/8", "10.0.0.1"]));
    let expected = COMMENTED.replace("    \"192.168.1.0/24\", # the office\n", "    \"10.0.0.0/8\",\n");
    assert_eq!(text, expected);
    let route = json!({ "route_name": "pg", "service_name": "replica", "middlewares": ["office"] });
    let text = edited(COMMENTED, ROUTE, route);
    assert_eq!(text, COMMENTED.replace("\"postgres:5432\"", "\"replica:5432\""));
}

#[test]
fn labels_annotations_and_allow_are_always_kept() {
    let kept = "labels = { team = \"data\" }\nannotations = { note = \"mine\" }\n\
                allow = [{ code = \"client-sends-no-sni\", reason = \"they do\" }]\n";
    let text = format!(
        "[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n{kept}\n[routes.pg]\nentry_points = [\"pg\"]\n\
         service = \"a:1\"\nmiddlewares = [\"office\"]\n{kept}"
    );
    let limit = json!({ "middleware_name": "office", "middleware_type": "in_flight_conn", "amount": 5 });
    for (tool, arguments) in [
        (MIDDLEWARE, limit),
        (MIDDLEWARE, json!({ "middleware_name": "office", "action": "update", "source_ranges": ["::1"] })),
        (ROUTE, json!({ "route_name": "pg", "service_name": "b" })),
        (ROUTE, json!({ "route_name": "pg", "action": "update", "service_name": "b", "entry_points": ["other"] })),
    ] {
        let after = edited(&text, tool, arguments.clone());
        assert_ne!(after, text, "{arguments}");
        assert_eq!(after.matches(kept).count(), 2, "{arguments}: {after}");
    }
}

#[test]
fn new_entries_stand_behind_those_of_their_kind_and_comments_stay_where_they_belong() {
    let text = edited(COMMENTED, ROUTE, json!({ "route_name": "new", "service_name": "a", "service_port": 1 }));
    let new = "\n[routes.new]\nentry_points = [\"postgresql\"]\nservice = \"a:1\"\n";
    assert_eq!(text, COMMENTED.replace("the route.\n", &format!("the route.\n{new}")));
    let text = edited(COMMENTED, MIDDLEWARE, ranges("new", &["::1"]));
    let new = "\n[middlewares.new]\nip_allow_list = [\"::1\"]\n";
    assert_eq!(text, COMMENTED.replace("keep it short\n", &format!("keep it short\n{new}")));
}

#[test]
fn a_deleted_entry_takes_the_comment_right_above_it_along() {
    let text = edited(COMMENTED, ROUTE, json!({ "route_name": "pg", "action": "delete" }));
    let at = COMMENTED.find("# The main").unwrap();
    assert_eq!(text, format!("{}# A note that ends the route.\n\n# The last word.\n", &COMMENTED[..at]));
    let text = edited(COMMENTED, MIDDLEWARE, json!({ "middleware_name": "office", "action": "delete", "force": true }));
    let (from, to) = (COMMENTED.find("# Who may").unwrap(), COMMENTED.find("# === Routes").unwrap());
    assert_eq!(text, format!("{}{}", &COMMENTED[..from], &COMMENTED[to..]));
}

#[test]
fn the_long_form_stays_the_long_form() {
    let text = r#"[routes.split]
entry_points = ["postgresql"]
tls = { secret_name = "cert", options = "modern" } # to be renewed
[[routes.split.rules]]
# The first.
sni = "a.example.com"
services = [
  { name = "pg-a", port = 5432, weight = 3 }, # big
  { name = "pg-b", port = "pg", weight = 1 },
]
[[routes.split.rules]]
# The second.
sni = "b.example.com"
service = { name = "pg-c", port = 5432 } # third
priority = 3

[tls_options.modern]
min_version = "VersionTLS13"
"#;
    let route = json!({
        "route_name": "split", "service_name": "pg-d", "sni_match": "b.example.com", "tls_secret_name": "cert",
    });
    let expected = r#"[routes.split]
entry_points = ["postgresql"]
tls = { secret_name = "cert" } # to be renewed
[[routes.split.rules]]
# The second.
sni = "b.example.com"
service = { name = "pg-d", port = 5432 } # third

[tls_options.modern]
min_version = "VersionTLS13"
"#;
    assert_eq!(edited(text, ROUTE, route), expected);
}

#[test]
fn each_way_to_write_a_route_is_kept() {
    let call = json!({ "route_name": "pg", "service_name": "new", "service_port": 1, "sni_match": "a.b", "tls_passthrough": true });
    for (text, expected) in [
        (
            "routes.pg.entry_points = [\"postgresql\"]\nroutes.pg.service = \"a:1\"\n",
            "routes.pg.entry_points = [\"postgresql\"]\nroutes.pg.service = \"new:1\"\nroutes.pg.sni = \"a.b\"\nroutes.pg.tls = \"passthrough\"\n",
        ),
        (
            "[routes]\npg = { entry_points = [\"postgresql\"], services = [\"a:1\"], tls = { passthrough = true } } # one\n",
            "[routes]\npg = { entry_points = [\"postgresql\"], services = [\"new:1\"], tls = { passthrough = true }, sni = \"a.b\" } # one\n",
        ),
        (
            "routes = { pg = { entry_points = [\"postgresql\"], service = { name = \"a\", port = 1 }, match = 'HostSNI(`a.b`)', tls = \"passthrough\" } }\n",
            "routes = { pg = { entry_points = [\"postgresql\"], service = { name = \"new\", port = 1 }, match = 'HostSNI(`a.b`)', tls = \"passthrough\" } }\n",
        ),
        (
            "[routes.\"default/pg\"]\nentry_points = [\n  \"postgresql\"\n]\nsni = [\"a.b\", \"c.d\"]\n[routes.\"default/pg\".service]\nname = \"a\"\nport = 1\nweight = 3\n[routes.\"default/pg\".tls]\npassthrough = true\n",
            "[routes.\"default/pg\"]\nentry_points = [\n  \"postgresql\"\n]\nsni = [\"a.b\"]\n[routes.\"default/pg\".service]\nname = \"new\"\nport = 1\n[routes.\"default/pg\".tls]\npassthrough = true\n",
        ),
    ] {
        assert_eq!(edited(text, ROUTE, call.clone()), expected);
    }
}

#[test]
fn an_inline_table_takes_a_new_entry() {
    let text = "middlewares = { a = { in_flight_conn = 1 } }\n";
    let text = edited(text, MIDDLEWARE, ranges("b", &["::1"]));
    assert_eq!(text, "middlewares = { a = { in_flight_conn = 1 }, b = { ip_allow_list = [\"::1\"] } }\n");
}

#[test]
fn an_external_entry_becomes_one_of_its_own() {
    let text = edited("[middlewares.office]\nexternal = true # elsewhere\n", MIDDLEWARE, ranges("office", &["::1"]));
    assert_eq!(text, "[middlewares.office]\nip_allow_list = [\"::1\"]\n");
}

#[test]
fn a_middleware_changes_its_type() {
    let text = "[middlewares.m]\nip_allow_list = { source_range = [\"::1\"] }\n";
    let limit = json!({ "middleware_name": "m", "middleware_type": "in_flight_conn", "amount": 5 });
    let text = edited(text, MIDDLEWARE, limit);
    assert_eq!(text, "[middlewares.m]\nin_flight_conn = 5\n");
}

#[test]
fn line_ends_and_the_byte_order_mark_stay() {
    let text = "\u{feff}# top\r\n[middlewares.m]\r\nip_allow_list = [\"::1\"]\r\n";
    let text = edited(text, MIDDLEWARE, ranges("m", &["::2"]));
    assert_eq!(text, "\u{feff}# top\r\n[middlewares.m]\r\nip_allow_list = [\"::2\"]\r\n");
}

#[test]
fn the_old_name_of_the_allow_list_is_edited_where_it_stands() {
    let text = "[traefik]\nversion = \"v2\"\n[middlewares.m]\nip_white_list = [\"::1\"]\n";
    let text = edited(text, MIDDLEWARE, ranges("m", &["::2", "::1"]));
    assert_eq!(text, "[traefik]\nversion = \"v2\"\n[middlewares.m]\nip_white_list = [\"::2\", \"::1\"]\n");
    let update = json!({ "middleware_name": "m", "action": "update", "source_ranges": ["::3"] });
    let text = edited(&text, MIDDLEWARE, update);
    assert_eq!(text, "[traefik]\nversion = \"v2\"\n[middlewares.m]\nip_white_list = [\"::3\"]\n");
    let text = "[traefik]\nversion = \"v2\"\n[middlewares.m]\nip_allow_list = [\"::1\"]\n";
    assert_eq!(
        edited(text, MIDDLEWARE, ranges("m", &["::2"])),
        "[traefik]\nversion = \"v2\"\n[middlewares.m]\nip_allow_list = [\"::2\"]\n"
    );
}

/// The waves come from `[output]`: no entry repeats them.
#[test]
fn argo_sync_waves_are_not_written_into_entries() {
    let head = "[output]\nargo_sync_waves = true\n";
    let text = edited(head, MIDDLEWARE, ranges("office", &["10.0.0.1"]));
    let route = json!({ "route_name": "pg", "service_name": "postgres", "middlewares": ["office"] });
    let text = edited(&text, ROUTE, route);
    let text = edited(&text, MIDDLEWARE, ranges("office", &["10.0.0.2"]));
    let expected = r#"
[middlewares.office]
ip_allow_list = ["10.0.0.2"]

[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
middlewares = ["office"]
"#;
    assert_eq!(text, format!("{head}{expected}"));
}
