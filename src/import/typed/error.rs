use std::fmt;

/// Why a value was not read. The words are with the notes already; only what serde finds by itself is carried here.
#[derive(Debug)]
pub(super) enum Error {
    /// It was noted.
    Noted,
    /// A field without which its mapping means nothing.
    Missing(&'static str),
    /// What a type says of itself.
    Expected(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Noted => f.write_str("this cannot be read"),
            Self::Missing(field) => write!(f, "`{field}` is missing"),
            Self::Expected(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for Error {}

impl serde::de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::Expected(message.to_string())
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }
}
