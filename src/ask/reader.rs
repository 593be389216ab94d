use std::ops::Range;

use super::token::{Piece, Token};
use super::{Misunderstood, words};

/// Reads a request from left to right.
pub(super) struct Reader {
    tokens: Vec<Token>,
    at: usize,
}

impl Reader {
    /// # Errors
    /// When a word turns the request round, wherever it stands: half of such a request is its opposite.
    pub(super) fn new(tokens: Vec<Token>) -> Result<Self, Misunderstood> {
        refuse_turning(&tokens)?;
        Ok(Self { tokens, at: 0 })
    }

    pub(super) fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    pub(super) fn next(&mut self) -> Option<Token> {
        let token = self.tokens.get(self.at).cloned();
        self.at += usize::from(token.is_some());
        token
    }

    /// Where it is, for [`back_to`](Self::back_to).
    pub(super) fn mark(&self) -> usize {
        self.at
    }

    pub(super) fn back_to(&mut self, mark: usize) {
        self.at = mark;
    }

    /// The word that comes next, in lower case.
    pub(super) fn word(&self) -> Option<String> {
        word_of(self.tokens.get(self.at)?)
    }

    /// Takes the next word if it is one of these.
    pub(super) fn take(&mut self, words: &[&str]) -> Option<String> {
        let word = self.word().filter(|word| words.contains(&word.as_str()))?;
        self.at += 1;
        Some(word)
    }

    /// Takes these words if all of them come next.
    pub(super) fn take_all(&mut self, words: &[&str]) -> bool {
        let next = self.tokens.iter().skip(self.at).map(word_of);
        let all = next.take(words.len()).eq(words.iter().map(|word| Some((*word).to_owned())));
        self.at += if all { words.len() } else { 0 };
        all
    }

    /// Skips commas and full stops.
    pub(super) fn skip_marks(&mut self) {
        while self.peek().is_some_and(|token| token.piece == Piece::Mark) {
            self.at += 1;
        }
    }

    /// Skips what may stand behind a request.
    pub(super) fn skip_end(&mut self) {
        self.skip_marks();
        let before = self.at;
        self.take(&["please"]);
        self.skip_marks();
        if self.peek().is_some() {
            self.at = before;
        }
    }

    /// Takes a name: anything in quotes, or a word that does not belong to the grammar.
    pub(super) fn name(&mut self) -> Option<String> {
        let name = name_of(self.peek()?)?;
        self.at += 1;
        Some(name)
    }

    /// Takes names: a list in brackets, or one name and those that follow. Behind a comma alone, a word is one of several
    /// names only where several are announced: it could be anything.
    pub(super) fn names(&mut self, announced: bool) -> Option<Vec<String>> {
        if let Some(Piece::List(items)) = self.peek().map(|token| &token.piece) {
            let items = listed(items)?;
            self.at += 1;
            return Some(items);
        }
        let mut names = vec![self.name()?];
        loop {
            let before = self.at;
            let comma = self.peek().is_some_and(|token| token.piece == Piece::Mark);
            self.at += usize::from(comma);
            let joined = self.take(&["and"]).is_some();
            let quoted = self.peek().is_some_and(|token| matches!(token.piece, Piece::Quoted(_)));
            let next = if joined || comma && (announced || quoted) { self.name() } else { None };
            let Some(name) = next else {
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
}

fn word_of(token: &Token) -> Option<String> {
    match &token.piece {
        Piece::Word(text) => Some(text.to_lowercase()),
        _ => None,
    }
}

fn name_of(token: &Token) -> Option<String> {
    match &token.piece {
        Piece::Quoted(text) => Some(text.clone()),
        Piece::Word(text) if !words::is_known(text) && words::is_plain(text) => Some(text.clone()),
        _ => None,
    }
}

/// The names of a list in brackets, with a comma between any two of them.
fn listed(tokens: &[Token]) -> Option<Vec<String>> {
    let items: Vec<&[Token]> = tokens.split(|token| token.piece == Piece::Mark).collect();
    let (last, items) = items.split_last()?;
    let last = if last.is_empty() { None } else { Some(last) };
    let one = |item: &&[Token]| if let [only] = item { name_of(only) } else { None };
    items.iter().chain(last).map(one).collect()
}

fn refuse_turning(tokens: &[Token]) -> Result<(), Misunderstood> {
    for (at, token) in tokens.iter().enumerate() {
        match &token.piece {
            Piece::List(inside) => refuse_turning(inside)?,
            Piece::Word(word) if words::is_turning(word) => {
                let next = tokens.get(at + 1).and_then(word_of).unwrap_or_default();
                if !word.eq_ignore_ascii_case("without") || !words::AFTER_WITHOUT.contains(&next.as_str()) {
                    return Err(Misunderstood::turning(word, token.place.clone()));
                }
            }
            _ => {}
        }
    }
    Ok(())
}
