//! docs/traefik-versions.md is made from the rows of `src/traefik/change`:
//! `TCPGEN_UPDATE=1 cargo test --all-features --test suite traefik_versions_page`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use tcpgen::TraefikVersion;
use tcpgen::traefik::change::{TOPICS, When, all};
use tcpgen::traefik::{Change, Evidence};

const PAGE: &str = "docs/traefik-versions.md";

const HEAD: &str = "\
# Traefik versions

tcpgen answers for one Traefik: the one that `[traefik] version` or `--traefik` names, with or without its patch, or else
the newest that was tested. Most changes of behaviour came with a patch, and a fix of a day is released on several branches at
once, so `3.6` stands for its newest patch that was tested, and 3.6.17 can be ahead of 3.7.0. Each answer says its version; of
one that was not run itself, a note says so.

This is every change that tcpgen knows, from 2.11 to LATEST. *Observed* means that the real binaries of both sides were run;
the rest was read in Traefik's source. The page is made from the same rows that the answers are made from.
";

fn page() -> String {
    let mut page = HEAD.replace("LATEST", &TraefikVersion::LATEST.to_string());
    for topic in &TOPICS {
        write!(page, "\n## {}\n\n| change | since |\n|---|---|\n", topic.title).unwrap();
        for change in topic.changes {
            writeln!(page, "| [{}](#{}) | {} |", change.title, change.id, versions(change)).unwrap();
        }
        for change in topic.changes {
            row(&mut page, change);
        }
    }
    page
}

fn row(page: &mut String, change: &Change) {
    let Change { id, title, before, after, .. } = change;
    let when = match change.when {
        When::Since(_) => format!("Since {}.", versions(change)),
        When::Only(_) => format!("In {} alone.", versions(change)),
    };
    let known = match change.evidence {
        Evidence::Observed(without, with) => format!("Observed on {without} and {with}."),
        Evidence::Read(file) => format!("Read in `{file}`."),
    };
    write!(page, "\n### {id}\n\n{title}. {when}\n\n- without it: {before}\n- with it: {after}\n\n{known}\n").unwrap();
}

fn versions(change: &Change) -> String {
    let (When::Since(patches) | When::Only(patches)) = change.when;
    patches.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

#[test]
fn the_page_is_what_the_rows_say() {
    if std::env::var_os("TCPGEN_UPDATE").is_some() {
        fs::write(PAGE, page()).unwrap();
    }
    let written = fs::read_to_string(PAGE).unwrap_or_default();
    assert!(written == page(), "{PAGE} is stale: TCPGEN_UPDATE=1 cargo test --test suite traefik_versions_page");
}

#[test]
fn each_row_has_its_id_as_its_anchor() {
    let page = page();
    for change in all() {
        let plain = change.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        assert!(plain, "`{}` would get another anchor", change.id);
        assert_eq!(page.matches(&format!("\n### {}\n", change.id)).count(), 1, "{}", change.id);
    }
}

#[test]
fn versions_are_compared_only_in_room_traefik() {
    let mut found = Vec::new();
    for path in sources(Path::new("src")).iter().filter(|path| !path.starts_with("src/traefik")) {
        let text = fs::read_to_string(path).unwrap();
        for (index, line) in text.lines().enumerate().filter(|(_, line)| compares(line)) {
            found.push(format!("{}:{}: {line}", path.display(), index + 1));
        }
    }
    assert!(found.is_empty(), "ask `Changes::has` or `Field::is_in` instead:\n{}", found.join("\n"));
}

/// Whether a line makes a version of its own or compares one.
fn compares(line: &str) -> bool {
    if line.contains("TraefikVersion::new") || line.contains(".minor()") || line.contains(".patch()") {
        return true;
    }
    line.match_indices("version").any(|(at, word)| {
        let rest = line[at + word.len()..].trim_start_matches("()").trim_start();
        let is_whole = !line[..at].ends_with('_');
        // That of the PROXY protocol is a number.
        let is_number = rest.trim_start_matches(['<', '>', '=', '!', ' ']).starts_with(|it: char| it.is_ascii_digit());
        is_whole && !is_number && ["<", ">", "==", "!="].iter().any(|operator| rest.starts_with(operator))
    })
}

#[test]
fn a_comparison_is_found() {
    for line in
        ["if context.version >= v3(7, 0) {", "version() < other", "TraefikVersion::new(3, 7, 0)", "a.version == b"]
    {
        assert!(compares(line), "{line}");
    }
    for line in [
        "let version = context.version;",
        "context.version.is_v2()",
        "version: Option<Version>",
        "api_version == x",
        "version != 0",
    ] {
        assert!(!compares(line), "{line}");
    }
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .flat_map(|path| {
            if path.is_dir() {
                sources(&path)
            } else {
                Vec::from_iter(path.extension().is_some_and(|end| end == "rs").then_some(path))
            }
        })
        .collect();
    found.sort();
    found
}
