use std::ops::Range;

use super::Misunderstood;
use crate::diagnostic::closest;

/// A piece of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub piece: Piece,
    /// Where it stands, in bytes.
    pub place: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Without quotes: a word of the grammar or a name.
    Word(String),
    /// In quotes: a name.
    Quoted(String),
    /// `[a, b]`
    List(Vec<String>),
    /// What separates: a comma, a full stop.
    Mark,
}

/// Cuts a request into pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Misunderstood> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let end = at + letter.len_utf8();
        at = match letter {
            _ if letter.is_whitespace() || matches!(letter, '(' | ')' | '=') => end,
            ',' | ';' => push(&mut tokens, Piece::Mark, at..end),
            '\'' | '"' | '`' => {
                let close = find(text, end, letter).ok_or_else(|| Misunderstood::unclosed(letter, at..end))?;
                push(&mut tokens, Piece::Quoted(text[end..close].to_owned()), at..close + letter.len_utf8())
            }
            '[' => {
                let close = find(text, end, ']').ok_or_else(|| Misunderstood::unclosed(letter, at..end))?;
                push(&mut tokens, Piece::List(items(&text[end..close])), at..close + 1)
            }
            _ => word(text, at, &mut tokens),
        };
    }
    Ok(tokens)
}

fn push(tokens: &mut Vec<Token>, piece: Piece, place: Range<usize>) -> usize {
    let end = place.end;
    tokens.push(Token { piece, place });
    end
}

fn find(text: &str, from: usize, letter: char) -> Option<usize> {
    text[from..].find(letter).map(|at| from + at)
}

/// A word ends at a space, a comma or a bracket; the marks that end a sentence are no part of it.
fn word(text: &str, from: usize, tokens: &mut Vec<Token>) -> usize {
    let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '(' | ')' | '[' | '=');
    let end = text[from..].find(ends).map_or(text.len(), |at| from + at);
    let whole = &text[from..end];
    let mut word = whole.trim_end_matches(['.', '!', '?']);
    // `port:` is a word with a mark behind it; `::` is an address.
    if let Some(before) = word.strip_suffix(':').filter(|before| !before.is_empty() && !before.contains(':')) {
        word = before;
    }
    if !word.is_empty() {
        push(tokens, Piece::Word(word.to_owned()), from..from + word.len());
    }
    if word.len() < whole.len() {
        push(tokens, Piece::Mark, from + word.len()..end);
    }
    end
}

fn items(inside: &str) -> Vec<String> {
    let bare = |item: &str| item.trim().trim_matches(['\'', '"', '`']).to_owned();
    inside.split(',').map(bare).filter(|item| !item.is_empty()).collect()
}

impl Misunderstood {
    /// A word that has no meaning where it stands; `known` are those that have one.
    pub(super) fn word(token: &Token, known: &[&'static str], form: &str) -> Self {
        let text = match &token.piece {
            Piece::Word(text) | Piece::Quoted(text) => text.clone(),
            Piece::List(items) => format!("[{}]", items.join(", ")),
            Piece::Mark => "this mark".to_owned(),
        };
        let near =
            closest(&text, known.iter().copied()).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        Self::new(
            format!("`{text}` is not understood here"),
            format!("{near}understood is: {form}"),
            token.place.clone(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, tokens};

    #[test]
    fn a_request_is_cut_into_pieces() {
        let word = |text: &str| Piece::Word(text.to_owned());
        let found: Vec<Piece> = tokens("Allow ['a', b] `c d`, ::1. HostSNI(*) port: 1=x!")
            .unwrap()
            .into_iter()
            .map(|token| token.piece)
            .collect();
        let expected = [
            word("Allow"),
            Piece::List(vec!["a".into(), "b".into()]),
            Piece::Quoted("c d".into()),
            Piece::Mark,
            word("::1"),
            Piece::Mark,
            word("HostSNI"),
            word("*"),
            word("port"),
            Piece::Mark,
            word("1"),
            word("x"),
            Piece::Mark,
        ];
        assert_eq!(found, expected);
        assert_eq!(tokens("a 'b").unwrap_err().place, 2..3);
    }
}
