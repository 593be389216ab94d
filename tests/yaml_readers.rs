//! The independent YAML readers: that they read, and that they do differ where YAML 1.1 and 1.2 do.

use crate::support;

use serde_json::{Value, json};
use support::Reader;

#[test]
fn all_agree_on_quoted_strings() {
    let tricky = [
        "on",
        "y",
        "n",
        "no",
        "null",
        "~",
        "1e3",
        "0x1f",
        "0o7",
        "1_000",
        "12:30:45",
        "2024-01-01",
        ".inf",
        "",
        "HostSNI(`*`)",
        "a: b",
        "# c",
        "\u{e9}\u{1f600}",
        "tab\there",
    ];
    let documents: Vec<Value> = tricky.iter().map(|text| json!({ *text: [text], "n": 5432, "t": true })).collect();
    let stream: Vec<String> = documents.iter().map(|document| format!("--- {document}\n")).collect();
    for reader in Reader::ALL {
        assert_eq!(reader.read(&stream.concat()).unwrap(), documents, "{reader:?}");
    }
}

#[test]
fn bare_scalars_are_told_by_their_tags() {
    let stream =
        "on: y\ndate: 2024-01-01\nbig: 9223372036854774807\ninfinite: .inf\nsixty: 12:30:45\n---\n---\n- 1_000\n";
    let first = |reader: Reader| reader.read(stream).unwrap().remove(0);
    let python = first(Reader::PyYaml);
    assert_eq!(python["!!bool true"], "y");
    assert_eq!(python["date"], json!({ "!!timestamp": "2024-01-01" }));
    assert_eq!(python["big"], 9_223_372_036_854_774_807_i64);
    assert_eq!(python["infinite"], json!({ "!!float": "+inf" }));
    assert_eq!(python["sixty"], 45045);
    assert_eq!(first(Reader::Yaml11)["!!bool true"], true);
    assert_eq!(first(Reader::Yaml11)["sixty"], 45045);
    assert_eq!(first(Reader::Yaml12)["on"], "y");
    assert_eq!(first(Reader::Yaml12)["sixty"], "12:30:45");
    assert_eq!(first(Reader::Yaml12)["big"], 9_223_372_036_854_774_807_i64);
    assert_eq!(first(Reader::JsYaml12)["on"], "y");
    assert_eq!(first(Reader::JsYaml12)["big"], json!({ "!!int": "beyond 2^53" }));
    assert!(first(Reader::JsYaml11).get("!!bool true").is_some());
    for reader in Reader::ALL {
        let documents = reader.read(stream).unwrap();
        assert_eq!((documents.len(), &documents[1]), (3, &Value::Null), "{reader:?}");
    }
}

#[test]
fn what_is_no_yaml_is_refused() {
    for reader in Reader::ALL {
        let error = reader.read("a: [1\nb: }").unwrap_err();
        assert!(error.starts_with("not YAML: "), "{reader:?}: {error}");
    }
}

#[test]
fn an_empty_stream_is_read() {
    for reader in Reader::ALL {
        assert_eq!(reader.read("").unwrap().len(), 0, "{reader:?}");
    }
}

#[test]
fn a_large_stream_goes_through() {
    let stream = "- { name: a, port: 1 }\n".repeat(20_000);
    let read = Reader::Yaml12.read(&stream).unwrap();
    assert_eq!(read[0].as_array().unwrap().len(), 20_000);
}
