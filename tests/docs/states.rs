use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use tcpgen::source::Sources;
use tcpgen::{Options, compile, scenario};

use super::markdown::{Block, Page, all};

/// Pages whose states another test holds: tests/diagnostics.rs.
const HELD_ELSEWHERE: &str = "docs/diagnostics.md";

/// TOML that is no state file, by its first line.
const NO_STATES: [&str; 1] = ["[build-dependencies]"];

/// All documents, and the Markdown that they show.
fn pages() -> Vec<Page> {
    let written = all();
    let shown: Vec<Page> = written.iter().flat_map(Page::shown).collect();
    written.into_iter().chain(shown).collect()
}

fn states(page: &Page) -> impl Iterator<Item = &Block> {
    let elsewhere = page.path == Path::new(HELD_ELSEWHERE);
    let is_toml = |block: &Block| block.is("toml") || block.is("tcpgen") || block.has(".toml");
    let blocks = page.blocks.iter().filter(move |block| !elsewhere && is_toml(block));
    blocks.filter(|block| !NO_STATES.contains(&block.text.lines().next().unwrap_or_default()))
}

/// `warns=CODE` behind the language, once for each code, says what is wrong; without it nothing is.
#[test]
fn every_state_has_the_problems_that_it_says_and_no_others() {
    let mut wrong = String::new();
    let mut compiled = 0;
    for page in pages() {
        for block in states(&page) {
            compiled += 1;
            let compilation = compile(&Sources::single("tcpgen.toml", block.text.as_str()), &Options::default());
            let found: BTreeSet<&str> = compilation.diagnostics.iter().map(|found| found.code.name).collect();
            let said: BTreeSet<&str> = block.values("warns").collect();
            if found != said {
                writeln!(wrong, "{}: says {said:?}, has {found:?}", page.at(block.line)).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(compiled > 40, "no more than {compiled} states were found");
}

/// `fails` behind the language: one of the scenarios does not.
#[test]
fn every_scenario_passes() {
    let mut failures = String::new();
    for page in pages() {
        for block in states(&page) {
            let sources = Sources::single("tcpgen.toml", block.text.as_str());
            let compilation = compile(&sources, &Options::default());
            let mut found = Vec::new();
            for result in scenario::run(&sources, &compilation, &compilation.desired.scenarios) {
                for failure in result.failures() {
                    found.push(format!("{}: {}: {}\n", page.at(block.line), result.name, failure.message));
                }
            }
            if block.has("fails") {
                assert!(!found.is_empty(), "{}: no scenario fails", page.at(block.line));
            } else {
                failures.extend(found);
            }
        }
    }
    assert!(failures.is_empty(), "\n{failures}");
}

/// `view-NAME`, of a view that the page has.
fn is_view(word: &str) -> bool {
    let panels = std::fs::read_to_string("www/src/panels/panel.ts").expect("the page's views are there");
    let (_, views) = panels.split_once("export type ViewName =").expect("the page names its views");
    let views = views.split(';').next().unwrap();
    word.strip_prefix("view-").is_some_and(|name| views.contains(&format!("\"{name}\"")))
}

/// What follows the language is read by tests and by the page: a slip in it would leave a block unheld.
#[test]
fn the_words_behind_a_language_are_known() {
    for page in pages() {
        for block in &page.blocks {
            let (language, words) = block.words.split_first().map_or(("", &[][..]), |(first, rest)| (first, rest));
            for word in words {
                let known = match language {
                    "toml" => {
                        ["tcpgen", "fails"].contains(&word.as_str())
                            || word.starts_with("warns=")
                            || word.starts_with("file=")
                            || is_view(word)
                    }
                    "yaml" => word.starts_with("file="),
                    "console" => word == "cluster",
                    "{" => true,
                    _ => false,
                };
                assert!(known, "{}: `{word}` behind `{language}`", page.at(block.line));
            }
        }
    }
}
