use std::fmt::Write;
use std::path::{Component, Path, PathBuf};

use regex::Regex;

use super::markdown::{Page, all};

pub struct Link {
    pub target: String,
    pub line: usize,
}

/// The links and pictures of a page, none of those in code.
pub fn links(page: &Page) -> Vec<Link> {
    let code = Regex::new("`[^`]*`").unwrap();
    let link = Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    let mut found = Vec::new();
    for (line, text) in &page.prose {
        let text = code.replace_all(text, "");
        found.extend(link.captures_iter(&text).map(|part| Link { target: part[1].to_owned(), line: *line }));
    }
    found
}

/// A path without `..`, so that pages can be compared by it.
fn normal(path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(normal.pop()),
            part => normal.push(part),
        }
    }
    normal
}

#[test]
fn every_link_within_the_repository_leads_somewhere() {
    let mut wrong = String::new();
    let mut checked = 0;
    let pages = all();
    for page in &pages {
        for link in links(page) {
            if link.target.starts_with("http://") || link.target.starts_with("https://") {
                continue;
            }
            checked += 1;
            let (path, anchor) = link.target.split_once('#').unwrap_or((&link.target, ""));
            let target = match path {
                "" => page.path.clone(),
                path => normal(&page.path.parent().unwrap().join(path)),
            };
            let known = pages.iter().find(|page| page.path == target);
            let anchored =
                anchor.is_empty() || known.is_some_and(|page| page.anchors().iter().any(|own| own == anchor));
            if !target.exists() || !anchored {
                writeln!(wrong, "{}: {}", page.at(link.line), link.target).unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "these lead nowhere:\n{wrong}");
    assert!(checked > 100, "no more than {checked} links were found");
}
