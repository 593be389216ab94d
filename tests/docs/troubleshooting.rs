use std::path::Path;

use tcpgen::check::CODES;

use super::links::links;
use super::markdown::Page;

/// Under each heading the reader finds the codes that its examples have, and the other way round.
#[test]
fn every_pain_names_the_codes_of_its_examples() {
    let page = Page::read(Path::new("docs/troubleshooting.md"));
    let starts: Vec<usize> =
        page.prose.iter().filter(|(_, text)| text.starts_with("## ")).map(|(line, _)| *line).collect();
    let section = |line: usize| starts.iter().rposition(|start| *start <= line);
    let linked: Vec<(Option<usize>, String)> = links(&page)
        .iter()
        .filter_map(|link| Some((section(link.line), link.target.strip_prefix("diagnostics.md#")?.to_owned())))
        .collect();
    let shown: Vec<(Option<usize>, &str)> =
        page.blocks.iter().flat_map(|block| block.values("warns").map(|code| (section(block.line), code))).collect();
    assert!(shown.len() >= 15, "no more than {} examples have a problem", shown.len());
    for (section, code) in &shown {
        assert!(
            linked.iter().any(|own| own.0 == *section && own.1 == *code),
            "`{code}` is not named under its heading"
        );
    }
    for (_, code) in &linked {
        assert!(CODES.iter().any(|known| known.name == code), "there is no code `{code}`");
    }
}
