use std::ops::Deref;

use super::scalar::Scalar;
use crate::source::Text;

/// A key, as it was written.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its text and place.
    pub text: Text,
    /// Whether it is not quoted, so that its text decides on its type.
    plain: bool,
}

impl Key {
    pub(super) fn new(text: Text, plain: bool) -> Self {
        Self { text, plain }
    }

    /// What kubectl takes the key for, when it makes another string of it: of `on` it makes `true`.
    pub fn misread(&self) -> Option<Scalar> {
        let scalar = self.plain.then(|| Scalar::resolve(&self.text)).filter(|scalar| *scalar != Scalar::String)?;
        let kept = match scalar {
            Scalar::Bool(flag) => flag.to_string() == self.as_str(),
            Scalar::Int(number) => number.to_string() == self.as_str(),
            _ => false,
        };
        (!kept).then_some(scalar)
    }
}

impl Deref for Key {
    type Target = Text;

    fn deref(&self) -> &Text {
        &self.text
    }
}
