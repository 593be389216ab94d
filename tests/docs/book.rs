use std::path::Path;

use super::links::links;
use super::markdown::{Page, book};

#[test]
fn every_page_is_in_the_summary_once() {
    let summary = Page::read(Path::new("docs/SUMMARY.md"));
    let listed: Vec<String> = links(&summary).into_iter().map(|link| link.target).collect();
    for page in book() {
        let name = page.path.file_name().unwrap().to_str().unwrap();
        let times = listed.iter().filter(|target| *target == name).count();
        assert_eq!(times, usize::from(name != "SUMMARY.md"), "{name} in docs/SUMMARY.md");
    }
    for target in listed {
        assert!(Path::new("docs").join(&target).is_file(), "docs/SUMMARY.md lists {target}, which is not there");
    }
}

/// The title in the list of pages and the one on the page need not be equal, but every page has one.
#[test]
fn every_page_begins_with_its_title() {
    for page in book() {
        let first = page.prose.first().map(|(_, line)| line.as_str());
        assert!(first.is_some_and(|line| line.starts_with("# ")), "{}: {first:?}", page.path.display());
        let titles = page.prose.iter().filter(|(_, line)| line.starts_with("# ")).count();
        assert!(titles == 1 || page.path.ends_with("SUMMARY.md"), "{}: {titles} titles", page.path.display());
    }
}
