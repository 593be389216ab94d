use std::ops::Range;

/// A token of Go's expressions.
#[derive(Clone, Debug)]
pub(super) struct Token {
    pub kind: TokenKind,
    /// In bytes of the rule's text.
    pub range: Range<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Eof,
    /// A character that begins no token; it has been reported.
    Illegal,
    Identifier,
    Literal(LiteralKind),
    Keyword(&'static str),
    /// `;`
    Semicolon,
    /// A newline, or the end, behind a token that can end an expression.
    Newline,
    /// Everything else, by its spelling.
    Symbol(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LiteralKind {
    Int,
    Float,
    Imaginary,
    Char,
    String,
}

/// Go's keywords (the language's specification, "Keywords").
const KEYWORDS: [&str; 25] = [
    "break",
    "case",
    "chan",
    "const",
    "continue",
    "default",
    "defer",
    "else",
    "fallthrough",
    "for",
    "func",
    "go",
    "goto",
    "if",
    "import",
    "interface",
    "map",
    "package",
    "range",
    "return",
    "select",
    "struct",
    "switch",
    "type",
    "var",
];

impl TokenKind {
    pub fn of_word(word: &str) -> Self {
        let keyword = || KEYWORDS.into_iter().find(|&keyword| keyword == word);
        // No keyword has an upper-case letter, and matchers mostly do.
        if word.starts_with(|c: char| c.is_ascii_lowercase()) {
            keyword().map_or(Self::Identifier, Self::Keyword)
        } else {
            Self::Identifier
        }
    }

    /// Whether a newline behind the token ends the expression (specification, "Semicolons").
    pub fn ends_expression(self) -> bool {
        match self {
            Self::Identifier | Self::Literal(_) => true,
            Self::Keyword(word) => matches!(word, "break" | "continue" | "fallthrough" | "return"),
            Self::Symbol(symbol) => matches!(symbol, ")" | "]" | "}" | "++" | "--"),
            Self::Eof | Self::Illegal | Self::Semicolon | Self::Newline => false,
        }
    }

    /// Precedence of a binary operator; 0 for none.
    pub fn precedence(self) -> u8 {
        let Self::Symbol(symbol) = self else { return 0 };
        match symbol {
            "||" => 1,
            "&&" => 2,
            "==" | "!=" | "<" | "<=" | ">" | ">=" => 3,
            "+" | "-" | "|" | "^" => 4,
            "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => 5,
            _ => 0,
        }
    }

    /// Go's spelling in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Eof => "EOF",
            Self::Illegal => "ILLEGAL",
            Self::Identifier => "IDENT",
            Self::Literal(kind) => kind.name(),
            Self::Semicolon | Self::Newline => ";",
            Self::Keyword(text) | Self::Symbol(text) => text,
        }
    }
}

impl LiteralKind {
    /// Go's name of the token.
    pub fn name(self) -> &'static str {
        match self {
            Self::Int => "INT",
            Self::Float => "FLOAT",
            Self::Imaginary => "IMAG",
            Self::Char => "CHAR",
            Self::String => "STRING",
        }
    }
}
