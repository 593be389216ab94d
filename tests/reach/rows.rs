//! Who reaches what as rows with words: the answer that the page draws.

use serde_json::{Value, json};
use tcpgen::Options;
use tcpgen::question::{Question as _, Reach, ReachTable, Route, Subject};
use tcpgen::source::Sources;

use crate::support::tangle;

const STATE: &str = "[entry_points]\npg = 5432\n[middlewares.office]\nip_allow_list = ['10.0.0.0/8']\n\
                     [routes.pg]\nentry_points = ['pg']\nservice = 'postgres:5432'\nmiddlewares = ['office']\n";

fn subject(text: &str) -> Subject {
    Subject::new(Sources::single("tcpgen.toml", text), Options::default())
}

fn rows(text: &str, reach: Reach) -> Value {
    serde_json::to_value(ReachTable { reach }.ask(&subject(text)).unwrap()).unwrap()
}

fn from(range: &str) -> Reach {
    Reach { from: Some(vec![range.to_owned()]), ..Reach::default() }
}

#[test]
fn a_row_has_its_words_and_one_of_its_connections() {
    let found = rows(STATE, Reach { to: Some(vec!["postgres".to_owned()]), ..Reach::default() });
    let witness = json!({ "entry_point": "pg", "client_ip": "10.0.0.1", "tls": false, "sni": null, "alpn": [], "postgres": false });
    let cells = ["pg", "10.0.0.0/8", "any", "default/postgres:5432", "default/pg; guarded by default/office"];
    assert_eq!(found["rows"], json!([{ "cells": cells, "outcome": "forwarded", "witness": witness }]));
    assert_eq!(found["columns"], json!(["Entry point", "Clients", "Connection", "Outcome", "By"]));
    assert_eq!([&found["nobody"], &found["left_out"], &found["error"]], [&Value::Null; 3]);
}

#[test]
fn the_witness_of_a_row_has_the_outcome_of_the_row() {
    let subject = subject(STATE);
    let found = rows(STATE, Reach::default());
    let all = found["rows"].as_array().unwrap();
    assert!(all.len() > 1, "{found}");
    for row in all {
        let connection: Route = serde_json::from_value(row["witness"].clone()).unwrap();
        let decision = serde_json::to_value(connection.ask(&subject).unwrap()).unwrap();
        assert_eq!(decision["decision"]["outcome"], row["outcome"], "{row}");
    }
}

#[test]
fn nobody_and_a_refused_request_have_no_rows() {
    let found = rows(STATE, Reach { to: Some(vec!["redis".to_owned()]), ..Reach::default() });
    assert_eq!([&found["rows"], &found["nobody"]], [&json!([]), &json!("nobody")]);
    let found = rows(STATE, from("here"));
    assert_eq!([&found["rows"], &found["nobody"]], [&json!([]), &Value::Null]);
    assert!(found["error"]["message"].as_str().unwrap().contains("`here`"), "{found}");
    assert!(found["error"]["help"].as_str().unwrap().contains("10.0.0.0/8"), "{found}");
}

#[test]
fn what_was_not_looked_at_is_listed_with_the_reason() {
    let text = format!("[entry_points]\na = 1\n{}", tangle::routes());
    let found = rows(&text, Reach::default());
    assert_eq!(found["left_out"]["why"], "Not looked at, for there are too many classes");
    assert!(found["left_out"]["what"][0].as_str().unwrap().starts_with("a: TLS with "), "{}", found["left_out"]);
}

#[test]
fn a_state_with_errors_has_the_rows_of_what_can_be_read() {
    let found = rows(&format!("{STATE}[routes.other]\nservise = 1\n"), Reach::default());
    assert_eq!(found["diagnostics"][0]["severity"], "error");
    assert_eq!(found["rows"][0]["cells"][3], "default/postgres:5432");
}
