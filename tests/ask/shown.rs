//! What the command, the docs and the page show as understood.

use serde_json::Value;
use tcpgen::ask::{FORMS, ask};

#[test]
fn every_form_that_is_shown_is_understood() {
    for form in FORMS {
        let text = form.replace("PORT", "1").replace("ENTRY-1", "e").replace("RANGE", "::1");
        ask(&text).unwrap_or_else(|found| panic!("{form}: {found:?}"));
    }
}

#[test]
fn the_page_shows_what_is_understood() {
    let page = std::fs::read_to_string("docs/tools.md").unwrap();
    let (_, words) = page.split_once("## In plain words").unwrap();
    let (_, block) = words.split_once("$ tcpgen ask \"").unwrap();
    let (request, rest) = block.split_once("\"\n").unwrap();
    let (_, json) = rest.split_once("```").unwrap().0.split_once("\n{\n").unwrap();
    let json = format!("{{{json}");
    let shown: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(ask(request).unwrap().to_json(), shown);
    let (_, rest) = rest.split_once("understand to the last word").unwrap();
    let (rest, _) = rest.split_once("\n\nClauses can come").unwrap();
    let items: Vec<String> =
        rest.split("\n- ").skip(1).map(|item| item.split("\n\n").next().unwrap().replace('\n', " ")).collect();
    assert_eq!(items.len(), 21);
    for item in items {
        let text = item.replace("RANGE", "::1").replace(" PORT", " 1").replace("NUMBER", "1");
        ask(&text).unwrap_or_else(|found| panic!("{item}: {found:?}"));
    }
}

#[test]
fn every_request_that_the_page_offers_is_understood() {
    let specs = std::fs::read_to_string("www/src/panels/tools/specs.ts").unwrap();
    let (_, list) = specs.split_once("export const REQUESTS").unwrap();
    let requests: Vec<&str> =
        list.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix("\",")).collect();
    assert!(requests.len() > 5, "{requests:?}");
    for text in requests {
        ask(text).unwrap_or_else(|found| panic!("{text}: {found:?}"));
    }
}
