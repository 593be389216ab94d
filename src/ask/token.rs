use std::ops::Range;

use super::Misunderstood;

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
    /// `[a, b]`: the tokens inside.
    List(Vec<Token>),
    /// What separates: a comma, a full stop.
    Mark,
    /// A question mark. A question asks for no change.
    Question,
}

/// Quotes that open, with what closes each.
const QUOTES: [(char, char); 5] =
    [('\'', '\''), ('"', '"'), ('`', '`'), ('\u{2018}', '\u{2019}'), ('\u{201c}', '\u{201d}')];

/// Cuts a request into pieces.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, Misunderstood> {
    let mut cutter = Cutter { text, at: 0, tokens: Vec::new() };
    while cutter.one()? {}
    Ok(cutter.tokens)
}

struct Cutter<'t> {
    text: &'t str,
    at: usize,
    tokens: Vec<Token>,
}

impl Cutter<'_> {
    /// Cuts the next piece; false at the end.
    fn one(&mut self) -> Result<bool, Misunderstood> {
        let (start, Some(letter)) = (self.at, self.text[self.at..].chars().next()) else { return Ok(false) };
        let end = start + letter.len_utf8();
        match letter {
            _ if letter.is_whitespace() || matches!(letter, '(' | ')' | '=') => self.at = end,
            ',' | ';' => self.push(Piece::Mark, start..end),
            '[' => self.list(start)?,
            _ => match QUOTES.iter().find(|(opening, _)| *opening == letter) {
                Some((_, closing)) => {
                    let close = self.text[end..].find(*closing).map(|at| end + at);
                    let close = close.ok_or_else(|| Misunderstood::unclosed(letter, *closing, start..end))?;
                    let inside = self.text[end..close].to_owned();
                    self.push(Piece::Quoted(inside), start..close + closing.len_utf8());
                }
                None => self.word(),
            },
        }
        Ok(true)
    }

    fn push(&mut self, piece: Piece, place: Range<usize>) {
        self.at = place.end;
        self.tokens.push(Token { piece, place });
    }

    /// What stands between brackets is cut in the same way.
    fn list(&mut self, start: usize) -> Result<(), Misunderstood> {
        let mut inside = Cutter { text: self.text, at: start + 1, tokens: Vec::new() };
        while !inside.text[inside.at..].starts_with(']') {
            if !inside.one()? {
                return Err(Misunderstood::unclosed('[', ']', start..start + 1));
            }
        }
        self.push(Piece::List(inside.tokens), start..inside.at + 1);
        Ok(())
    }

    /// A word ends at a space, a comma or a bracket; the marks that end a sentence are no part of it.
    fn word(&mut self) {
        let from = self.at;
        let ends = |letter: char| letter.is_whitespace() || matches!(letter, ',' | ';' | '(' | ')' | '[' | ']' | '=');
        let first = self.text[from..].chars().next().map_or(0, char::len_utf8);
        let end = self.text[from + first..].find(ends).map_or(self.text.len(), |at| from + first + at);
        let whole = &self.text[from..end];
        let mut word = whole.trim_end_matches(['.', '!', '?']);
        // `port:` is a word with a mark behind it; `::` is an address.
        if let Some(before) = word.strip_suffix(':').filter(|before| !before.is_empty() && !before.contains(':')) {
            word = before;
        }
        // `!=` is no end of a sentence.
        if word.is_empty() && self.text[end..].starts_with('=') {
            word = whole;
        }
        let middle = from + word.len();
        if !word.is_empty() {
            self.push(Piece::Word(word.to_owned()), from..middle);
        }
        if middle < end {
            let mark = if whole.contains('?') { Piece::Question } else { Piece::Mark };
            self.push(mark, middle..end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, Token, tokens};

    fn pieces(tokens: Vec<Token>) -> Vec<Piece> {
        tokens.into_iter().map(|token| token.piece).collect()
    }

    #[test]
    fn a_request_is_cut_into_pieces() {
        let word = |text: &str| Piece::Word(text.to_owned());
        let quoted = |text: &str| Piece::Quoted(text.to_owned());
        let found = pieces(tokens("Allow `c d`, ::1. HostSNI(*) port: 1=x! \u{201c}e\u{201d} a?").unwrap());
        let expected = [
            word("Allow"),
            quoted("c d"),
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
            quoted("e"),
            word("a"),
            Piece::Question,
        ];
        assert_eq!(found, expected);
        assert_eq!(tokens("a 'b").unwrap_err().place, 2..3);
    }

    #[test]
    fn a_list_is_cut_as_a_request_is() {
        let found = tokens("[' ] ', b c]").unwrap();
        let Piece::List(inside) = &found[0].piece else { panic!("{found:?}") };
        let expected = [" ] ", "b", "c"];
        let texts: Vec<&str> = inside
            .iter()
            .filter_map(|token| match &token.piece {
                Piece::Word(text) | Piece::Quoted(text) => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(texts, expected);
        assert_eq!(tokens("a [b").unwrap_err().place, 2..3);
        assert_eq!(tokens("a != b").unwrap()[1].piece, Piece::Word("!".to_owned()));
    }
}
