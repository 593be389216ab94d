use std::collections::BTreeSet;

use crate::source_range::SourceRange;

/// Ranges in one spelling and in one order.
pub(super) fn spelled<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let one = |text: &str| SourceRange::parse(text).map_or_else(|_| text.to_owned(), |range| range.to_string());
    texts.map(one).collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>().join(", ")
}
