use tcpgen::analysis::set::Clients;
use tcpgen::source_range::SourceRange;

/// More ranges say nothing new.
const LINES_AT_MOST: usize = 64;

/// The laws of sets hold for any two sets of clients: the lines of a text, up to an empty one and behind it.
pub(super) fn holds(text: &str) {
    let (first, second) = text.split_once("\n\n").unwrap_or((text, ""));
    let (a, b) = (ranges(first), ranges(second));
    let borders: Vec<_> =
        a.iter().chain(&b).flat_map(|range| [range.network().network(), range.network().broadcast()]).collect();
    let (a, b) = (Clients::of(&a), Clients::of(&b));
    let both = a.intersection(&b);
    assert_eq!(a.complement().complement(), a);
    assert_eq!(a.union(&b).complement(), a.complement().intersection(&b.complement()));
    assert_eq!(a.difference(&b), a.intersection(&b.complement()));
    assert_eq!(a.union(&b), b.union(&a));
    assert_eq!(both.union(&a.difference(&b)), a);
    assert!(a.intersection(&a.complement()).is_empty() && a.union(&a.complement()).is_everyone());
    for set in [&a, &b, &both] {
        let rows: Vec<String> = set.ranges().iter().map(ToString::to_string).collect();
        assert_eq!(
            &Clients::of(&rows.iter().filter_map(|row| SourceRange::parse(row).ok()).collect::<Vec<_>>()),
            set,
            "{rows:?}"
        );
        assert_eq!(set.witness().is_some(), !set.is_empty());
        assert!(set.witness().is_none_or(|witness| set.contains(witness)));
    }
    for address in borders {
        assert_eq!(both.contains(address), a.contains(address) && b.contains(address), "{address}");
        assert_eq!(a.complement().contains(address), !a.contains(address), "{address}");
    }
}

fn ranges(lines: &str) -> Vec<SourceRange> {
    lines.lines().take(LINES_AT_MOST).filter_map(|line| SourceRange::parse(line).ok()).collect()
}
