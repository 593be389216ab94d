use std::fmt;

/// A place where the rule stops being a Go expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// What Go's parser says, without the position: `expected operand, found 'EOF'`.
    pub message: String,
    /// The mistake behind it, where it is one that people make.
    pub mistake: Option<SyntaxMistake>,
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Mistakes with a remedy that can be named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SyntaxMistake {
    /// A line begins with `||` or `&&`: Go ended the expression at the line before.
    OperatorAfterNewline,
    /// A newline before the closing parenthesis of a matcher.
    NewlineBeforeParenthesis,
    /// `and`, `or`, `AND`, `OR` instead of `&&`, `||`.
    WordOperator,
    /// Two matchers with nothing, or a comma, between them.
    MissingOperator,
    /// `not` instead of `!`.
    WordNot,
    /// A parenthesis that is never closed.
    UnclosedParenthesis,
    /// A closing parenthesis too many.
    StrayParenthesis,
    /// A backtick or quote that is never closed.
    UnclosedString,
    /// `'x'` instead of `` `x` ``.
    SingleQuotes,
    /// Curly quotes, as word processors write them.
    CurlyQuotes,
    /// A no-break space or another blank that Go does not know.
    UnusualBlank,
    /// `;` at the end.
    Semicolon,
    /// `"x\.y"`: an escape that Go's strings do not have; a raw string needs none.
    UnknownEscape,
    /// An operator without its right side.
    MissingOperand,
    /// An argument that stands without quotes.
    Unquoted,
}
