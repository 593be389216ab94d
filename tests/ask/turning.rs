//! A word that turns a request round or makes an exception, put anywhere into a sentence that is understood.

use proptest::prelude::{Strategy as _, prop};
use proptest::{prop_assert, proptest};
use serde_json::{Value, json};
use tcpgen::ask::{Request, ask};

use super::sentences::understood;

const WORDS: [&str; 10] =
    ["not", "except", "unless", "but", "don't", "no longer", "without", "Don\u{2019}t", "never", "other than"];

/// The places outside of quotes where a word can stand: beside a blank, a comma or a bracket, at the start and at the end.
fn gaps(sentence: &str) -> Vec<usize> {
    let mut gaps = vec![0];
    let (mut closing, mut before) = (None, ' ');
    for (at, letter) in sentence.char_indices() {
        let opens = matches!(before, ' ' | ',' | '(' | '[' | '=');
        match closing {
            None if opens || matches!(letter, ' ' | ',' | ')' | ']' | '.') => gaps.push(at),
            _ => {}
        }
        closing = match (closing, letter) {
            (Some(close), _) if close == letter => None,
            (Some(close), _) => Some(close),
            (None, '\'' | '"') if opens => Some(letter),
            (None, '\u{2018}') => Some('\u{2019}'),
            (None, '\u{201c}') => Some('\u{201d}'),
            (None, _) => None,
        };
        before = letter;
    }
    gaps.push(sentence.len());
    gaps.dedup();
    gaps
}

/// `without TLS passthrough` is a clause: the one word that means, at this one place, what it says.
fn is_turned_as_written(word: &str, rest: &str, before: &Value, after: &Value) -> bool {
    let is_clause = ["tls passthrough", "passthrough", "tls_passthrough"]
        .iter()
        .any(|clause| rest.to_lowercase().starts_with(clause));
    let mut expected = before.clone();
    expected["arguments"]["tls_passthrough"] = json!(false);
    word == "without" && is_clause && *after == expected
}

fn check(sentence: &str, word: &str, at: usize) -> Result<(), String> {
    let (head, rest) = sentence.split_at(at);
    let text = format!("{head} {word} {rest}");
    let before = ask(sentence).as_ref().map(Request::to_json).map_err(ToString::to_string)?;
    match ask(&text) {
        Err(found) if !found.message.is_empty() && text.get(found.place.clone()).is_some() => Ok(()),
        Ok(found) if is_turned_as_written(word, rest.trim_start(), &before, &found.to_json()) => Ok(()),
        found => Err(format!("{text}\n  {found:?}")),
    }
}

/// Every word at every place of every sentence.
#[test]
fn a_negation_or_an_exception_anywhere_is_refused() {
    let mut tried = 0;
    for sentence in understood() {
        for at in gaps(sentence) {
            for word in WORDS {
                check(sentence, word, at).unwrap_or_else(|found| panic!("{found}"));
                tried += 1;
            }
        }
    }
    assert!(tried > 10_000, "{tried}");
}

/// In quotes the word is a part of a name: that name changes, and nothing else.
#[test]
fn in_quotes_it_is_a_part_of_a_name() {
    for word in WORDS {
        let text = format!("Create route pg for service \"pg {word}\" on port 5432");
        let call = ask(&text).unwrap().to_json();
        let expected = json!({ "route_name": "pg", "action": "create", "service_name": format!("pg {word}"), "service_port": 5432 });
        assert_eq!(call["arguments"], expected);
    }
}

proptest! {
    /// Sentences put together from clauses, which no list has.
    #[test]
    fn in_a_sentence_of_any_clauses_as_well(
        clauses in prop::sample::subsequence(vec![
            " for service postgres", " on port 5432", ", entry point 'postgresql'", " with middleware office and few",
            ", SNI 'a.example.com'", " with TLS passthrough enabled", " in namespace prod", " and TLS secret cert",
        ], 1..8).prop_shuffle(),
        word in prop::sample::select(WORDS.to_vec()),
        place in prop::sample::select((0..30).collect::<Vec<usize>>()),
    ) {
        let sentence = format!("Update route pg{}", clauses.concat());
        if ask(&sentence).is_ok() {
            let gaps = gaps(&sentence);
            let found = check(&sentence, word, gaps[place % gaps.len()]);
            prop_assert!(found.is_ok(), "{found:?}");
        }
    }
}
