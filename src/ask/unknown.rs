//! What is said of a word that is not understood.

use std::ops::Range;

use super::token::{Piece, Token};
use super::{Misunderstood, words};
use crate::diagnostic::closest;

impl Misunderstood {
    /// A word that has no meaning where it stands; `known` are those that have one.
    pub(super) fn word(token: &Token, known: &[&'static str], form: &str) -> Self {
        let text = match &token.piece {
            Piece::Word(text) | Piece::Quoted(text) => text.clone(),
            Piece::List(_) => "this list".to_owned(),
            Piece::Mark => "this mark".to_owned(),
            Piece::Question => return Self::question(token.place.clone(), form),
        };
        let is_word = matches!(token.piece, Piece::Word(_));
        let verb = is_word && words::VERBS.contains(&text.to_lowercase().as_str());
        let another = if verb { "a request asks for one thing. " } else { "" };
        // The word is known, and it does not belong here: to suggest it again helps nobody.
        let others = known.iter().copied().filter(|known| is_word && !known.eq_ignore_ascii_case(&text));
        let near = closest(&text, others).map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
        let quoted = if text.starts_with("this ") { text } else { format!("`{text}`") };
        Self::new(
            format!("{quoted} is not understood here"),
            format!("{another}{near}understood is: {form}"),
            token.place.clone(),
        )
    }

    fn question(place: Range<usize>, form: &str) -> Self {
        Self::new("a question asks for no change", format!("understood is: {form}"), place)
    }
}
