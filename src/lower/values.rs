//! Leaves that only change their type.

use crate::desired::{IntOrText, Reference};
use crate::resource::{IntOrString, ObjectReference};
use crate::source::{Spanned, Text};

/// The items of an optional list.
pub(super) fn items<T: Clone>(list: Option<&Spanned<Vec<T>>>) -> Vec<T> {
    list.map(|list| list.value.clone()).unwrap_or_default()
}

/// An optional list that is not the same when it is empty as when it is not there.
pub(super) fn list<T: Clone>(list: Option<&Spanned<Vec<T>>>) -> Option<Vec<T>> {
    list.map(|list| list.value.clone())
}

/// Each item of an optional list, lowered.
pub(super) fn each<T, U>(list: Option<&Spanned<Vec<T>>>, lower: impl FnMut(&T) -> U) -> Vec<U> {
    list.map(|list| list.iter().map(lower).collect()).unwrap_or_default()
}

/// An int-or-string.
pub(super) fn int_or_string(value: &IntOrText) -> IntOrString {
    match value {
        IntOrText::Int(number) => IntOrString::Int(*number),
        IntOrText::Text(text) => IntOrString::String(text.clone()),
    }
}

/// A reference; one without a name was reported when it was read.
pub(super) fn reference(reference: &Reference) -> ObjectReference {
    ObjectReference { name: reference.name.clone().unwrap_or_default(), namespace: reference.namespace.clone() }
}

/// `name` or `namespace/name`.
pub(super) fn split(text: &Text) -> (Option<Text>, Text) {
    match text.split_once('/') {
        Some((namespace, name)) => {
            (Some(Spanned::new(namespace.into(), text.span)), Spanned::new(name.into(), text.span))
        }
        None => (None, text.clone()),
    }
}
