//! The regular expressions of `HostSNIRegexp` against an independent engine, the `regex` crate: on expressions that both
//! understand, no name is judged differently.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert_eq, prop_oneof, proptest};
use proptest::sample::select;
use tcpgen::rule::{Pattern, Syntax, parse};

/// A piece of an expression in Go's syntax, and what the other engine calls the same.
type Piece = (String, String);

fn same(text: &str) -> Piece {
    (text.to_owned(), text.to_owned())
}

/// `\d`, `\w`, `\s` and `\b` are ASCII to Go and Unicode to the other engine.
fn leaf() -> impl Strategy<Value = Piece> {
    let letters = select(&["a", "b", "k", "K", "s", "Z", "0", "_", "-", r"\.", r"\x{212a}", r"\x{17f}", r"\x{fc}"][..]);
    let more = select(&[r"\x{dc}", r"\x{3c2}", r"\x{3a3}", r"\x{1c5}", r"\n", r"\x{10400}", r"\x{10428}"][..]);
    let others = select(&[".", ".", "^", "$", r"\A", r"\z", "", "(?i)", "(?s)", "(?m)", "(?-i)", "(?i)(?m)"][..]);
    let classes =
        select(&["[a-k]", "[^a]", "[^.]", r"[\x{e0}-\x{17f}]", "[[:alpha:]]", "[[:^word:]]", r"[^\x{3c3}k-s]"][..]);
    let apart = select(
        &[
            (r"\d", "[0-9]"),
            (r"\D", "[^0-9]"),
            (r"\w", "[0-9A-Za-z_]"),
            (r"\W", "[^0-9A-Za-z_]"),
            (r"[\W_]", "[[^0-9A-Za-z_]_]"),
            (r"\s", r"[\t\n\f\r ]"),
            (r"\b", r"(?-u:\b)"),
            (r"\B", r"(?-u:\B)"),
            (r"\Qk.\E", r"k\."),
        ][..],
    );
    prop_oneof![
        4 => letters.prop_map(same),
        1 => more.prop_map(same),
        3 => others.prop_map(same),
        2 => classes.prop_map(same),
        2 => apart.prop_map(|(go, other)| (go.to_owned(), other.to_owned())),
    ]
}

fn around(piece: &Piece, open: &str, close: &str) -> Piece {
    (format!("{open}{}{close}", piece.0), format!("{open}{}{close}", piece.1))
}

fn expression() -> impl Strategy<Value = Piece> {
    leaf().prop_recursive(6, 40, 4, |inner| {
        let counts = select(&["*", "+", "?", "*?", "+?", "{0}", "{2}", "{0,2}", "{1,3}", "{2,}"][..]);
        let group = select(&["(", "(?:", "(?i:", "(?-i:", "(?s:", "(?m:", "(?im-s:", "(?P<n>"][..]);
        let several = || prop::collection::vec(inner.clone(), 2..4);
        let joined = |pieces: &[Piece], with: &str| -> Piece {
            let side = |side: fn(&Piece) -> &str| pieces.iter().map(side).collect::<Vec<_>>().join(with);
            (side(|piece| &piece.0), side(|piece| &piece.1))
        };
        prop_oneof![
            4 => several().prop_map(move |pieces| joined(&pieces, "")),
            2 => several().prop_map(move |pieces| around(&joined(&pieces, "|"), "(?:", ")")),
            2 => (inner.clone(), counts).prop_map(|(piece, count)| around(&piece, "(?:", &format!("){count}"))),
            2 => (inner, group).prop_map(|(piece, open)| around(&piece, open, ")")),
        ]
    })
}

fn name() -> impl Strategy<Value = String> {
    let usual = prop::collection::vec(select(&["a", "b", "k", "s", "z", "0", "-", ".", "_"][..]), 0..7);
    let any_case = prop::collection::vec(
        select(&["a", "K", "S", ".", "\n", " ", "ſ", "\u{212a}", "ü", "Ü", "ς", "Σ", "ǆ", "ǅ", "𐐀", "𐐨", "ß"][..]),
        0..6,
    );
    prop_oneof![3 => usual.prop_map(|parts| parts.concat()), 3 => any_case.prop_map(|parts| parts.concat()),
        1 => any::<String>()]
}

fn pattern(expression: &str) -> Option<Pattern> {
    let rule = parse(&format!("HostSNIRegexp(`{expression}`)"), Syntax::V3).ok()?;
    let (_, pattern, _) = rule.patterns().next().expect("one regexp");
    Some(pattern.clone())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6_000, ..ProptestConfig::default() })]

    #[test]
    fn both_engines_find_the_same(piece in expression(), names in prop::collection::vec(name(), 12)) {
        // One of them may refuse it: a group's name twice, a flag that is repeated.
        let (Some(pattern), Ok(other)) = (pattern(&piece.0), regex::bytes::Regex::new(&piece.1)) else {
            return Ok(());
        };
        for name in names {
            // The other engine finds `\B` between the bytes of one character.
            if name.is_ascii() || !piece.0.contains(r"\B") {
                prop_assert_eq!(pattern.is_match(&name), Some(other.is_match(name.as_bytes())), "{} {:?}", &piece.0, name);
            }
        }
    }
}

/// What Go takes the other engine takes, so that few of the cases are skipped.
#[test]
fn most_expressions_are_compared() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let compared = (0..1_000).filter(|_| {
        let piece = expression().new_tree(&mut runner).unwrap().current();
        pattern(&piece.0).is_some() && regex::bytes::Regex::new(&piece.1).is_ok()
    });
    assert!(compared.count() > 900);
}

/// What `(?i)` makes equal. Go's Unicode is 15.0 and the other engine's a later one, which has capitals for two more.
#[test]
fn case_is_folded_as_the_other_engine_folds_it() {
    for letter in ('\u{80}'..='\u{2ff}').chain('\u{370}'..='\u{58f}').chain('\u{1e00}'..='\u{1eff}') {
        if ['\u{19b}', '\u{264}'].contains(&letter) {
            continue;
        }
        let expression = format!(r"(?i)^\x{{{:x}}}$", u32::from(letter));
        let (ours, other) = (pattern(&expression).unwrap(), regex::Regex::new(&expression).unwrap());
        for name in letter.to_lowercase().chain(letter.to_uppercase()).chain([letter, 'ǅ', 'ϑ', 'ſ', '\u{212b}']) {
            let name = name.to_string();
            assert_eq!(ours.is_match(&name), Some(other.is_match(&name)), "{expression} {name}");
        }
    }
}
