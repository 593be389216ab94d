use std::ops::Range;

use super::token::{Piece, Token};
use super::words;

/// Reads a request from left to right.
pub(super) struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    pub(super) fn new(tokens: Vec<Token>) -> Self {
        Self { tokens, at: 0 }
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// The word that comes next, in lower case.
    pub(super) fn word(&self) -> Option<String> {
        self.word_at(0)
    }

    /// The word that stands so many pieces further on, in lower case.
    pub(super) fn word_at(&self, ahead: usize) -> Option<String> {
        match &self.tokens.get(self.at + ahead)?.piece {
            Piece::Word(text) => Some(text.to_lowercase()),
            _ => None,
        }
    }

    /// Takes the next word if it is one of these.
    pub(super) fn take(&mut self, words: &[&str]) -> Option<String> {
        let word = self.word().filter(|word| words.contains(&word.as_str()))?;
        self.at += 1;
        Some(word)
    }

    /// Skips commas and full stops.
    pub(super) fn skip_marks(&mut self) {
        while self.peek().is_some_and(|token| token.piece == Piece::Mark) {
            self.at += 1;
        }
    }

    /// Takes a name: anything in quotes, or a word that does not belong to the grammar.
    pub(super) fn name(&mut self) -> Option<String> {
        let name = match &self.peek()?.piece {
            Piece::Quoted(text) => text.clone(),
            Piece::Word(text) if !words::is_known(text) => text.clone(),
            _ => return None,
        };
        self.at += 1;
        Some(name)
    }

    /// Takes names: a list in brackets, or one name and those that follow with commas and "and".
    pub(super) fn names(&mut self) -> Option<Vec<String>> {
        if let Some(Piece::List(items)) = self.peek().map(|token| &token.piece) {
            let items = items.clone();
            self.at += 1;
            return Some(items);
        }
        let mut names = vec![self.name()?];
        loop {
            let before = self.at;
            self.skip_commas();
            self.take(&["and"]);
            let Some(name) = self.name().filter(|_| self.at > before + 1) else {
                self.at = before;
                return Some(names);
            };
            names.push(name);
        }
    }

    /// The place behind the last piece that was taken.
    pub(super) fn end(&self) -> Range<usize> {
        let end = self.at.checked_sub(1).and_then(|at| self.tokens.get(at)).map_or(0, |token| token.place.end);
        end..end
    }

    /// Where the next piece stands, or the request's end.
    pub(super) fn place(&self) -> Range<usize> {
        self.peek().map_or_else(|| self.end(), |token| token.place.clone())
    }

    fn skip_commas(&mut self) {
        if self.peek().is_some_and(|token| token.piece == Piece::Mark) {
            self.at += 1;
        }
    }
}
