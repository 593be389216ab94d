use super::named::Named;
use super::shorthand::{IntOrText, OneOrMany};
use crate::source::{Span, Spanned, Text};

/// Whether a place belongs to what was written here: an entry's `allow` speaks for exactly these places, wherever in
/// the file its sub-tables stand.
pub trait Covers {
    /// Whether `place` lies within a leaf or an inline table of this.
    fn covers(&self, place: Span) -> bool;
}

impl Covers for Text {
    fn covers(&self, place: Span) -> bool {
        self.span.contains(place)
    }
}

impl Covers for Spanned<bool> {
    fn covers(&self, place: Span) -> bool {
        self.span.contains(place)
    }
}

impl Covers for Spanned<i64> {
    fn covers(&self, place: Span) -> bool {
        self.span.contains(place)
    }
}

impl<T: Covers> Covers for Box<T> {
    fn covers(&self, place: Span) -> bool {
        self.as_ref().covers(place)
    }
}

impl<T: Covers> Covers for Spanned<Vec<T>> {
    fn covers(&self, place: Span) -> bool {
        self.span.contains(place) || self.iter().any(|item| item.covers(place))
    }
}

impl<T: Covers> Covers for OneOrMany<T> {
    fn covers(&self, place: Span) -> bool {
        self.span.contains(place) || self.items.iter().any(|item| item.covers(place))
    }
}

impl Covers for IntOrText {
    fn covers(&self, place: Span) -> bool {
        self.span().contains(place)
    }
}

impl Covers for Vec<(Text, Text)> {
    fn covers(&self, place: Span) -> bool {
        self.iter().any(|(key, value)| key.covers(place) || value.covers(place))
    }
}

impl<T: Covers> Covers for Named<T> {
    fn covers(&self, place: Span) -> bool {
        self.key.covers(place) || self.body.covers(place)
    }
}

impl<T: Covers> Covers for Vec<Named<T>> {
    fn covers(&self, place: Span) -> bool {
        self.iter().any(|entry| entry.covers(place))
    }
}
