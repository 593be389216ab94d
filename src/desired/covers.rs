use super::named::Named;
use super::shorthand::{IntOrText, OneOrMany};
use crate::source::{Span, Spanned, Text};

/// Whether a place belongs to what was written here: an entry's `allow` speaks for exactly these places, wherever in
/// the file its sub-tables stand.
pub trait Covers {
    /// Visits the place of every leaf and every table of this.
    fn places(&self, visit: &mut impl FnMut(Span));

    /// Whether `place` lies within a leaf or an inline table of this.
    fn covers(&self, place: Span) -> bool {
        let mut covered = false;
        self.places(&mut |own| covered |= own.contains(place));
        covered
    }
}

impl Covers for Text {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span);
    }
}

impl Covers for Spanned<bool> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span);
    }
}

impl Covers for Spanned<i64> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span);
    }
}

impl<T: Covers> Covers for Box<T> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        self.as_ref().places(visit);
    }
}

impl<T: Covers> Covers for Spanned<Vec<T>> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span);
        for item in &self.value {
            item.places(visit);
        }
    }
}

impl<T: Covers> Covers for OneOrMany<T> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span);
        for item in &self.items {
            item.places(visit);
        }
    }
}

impl Covers for IntOrText {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        visit(self.span());
    }
}

impl Covers for Vec<(Text, Text)> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        for (key, value) in self {
            key.places(visit);
            value.places(visit);
        }
    }
}

impl<T: Covers> Covers for Named<T> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        self.key.places(visit);
        self.body.places(visit);
    }
}

impl<T: Covers> Covers for Vec<Named<T>> {
    fn places(&self, visit: &mut impl FnMut(Span)) {
        for entry in self {
            entry.places(visit);
        }
    }
}
