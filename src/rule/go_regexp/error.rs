use std::fmt;

use thiserror::Error;

/// Why Go refuses a regular expression. Its text is Go's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RegexpError {
    /// What is wrong.
    pub kind: RegexpErrorKind,
    /// The part of the expression that Go quotes.
    pub fragment: String,
}

impl fmt::Display for RegexpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error parsing regexp: {}: `{}`", self.kind, self.fragment)
    }
}

impl std::error::Error for RegexpError {}

/// The kinds of [`RegexpError`]; their texts are those of Go's `regexp/syntax.ErrorCode`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum RegexpErrorKind {
    /// `[z-a]`, `\p{Nonsense}` or `[[:nonsense:]]`.
    #[error("invalid character class range")]
    CharRange,
    /// `\q`, `\1`, `\C`.
    #[error("invalid escape sequence")]
    Escape,
    /// `(?P<a b>..)`, or a lookbehind.
    #[error("invalid named capture")]
    NamedCapture,
    /// `(?=..)`, `(?x)`.
    #[error("invalid or unsupported Perl syntax")]
    PerlOperator,
    /// `a**`
    #[error("invalid nested repetition operator")]
    NestedRepeat,
    /// `a{1001}`, `a{2,1}`, or nested counts that multiply beyond 1000.
    #[error("invalid repeat count")]
    RepeatCount,
    /// `[a`
    #[error("missing closing ]")]
    MissingBracket,
    /// `(a`
    #[error("missing closing )")]
    MissingParenthesis,
    /// `*a`
    #[error("missing argument to repetition operator")]
    MissingRepeatArgument,
    /// `a\`
    #[error("trailing backslash at end of expression")]
    TrailingBackslash,
    /// `a)`
    #[error("unexpected )")]
    UnexpectedParenthesis,
    /// More than 1000 levels.
    #[error("expression nests too deeply")]
    Nesting,
    /// More than 128 MiB of program.
    #[error("expression too large")]
    TooLarge,
}
