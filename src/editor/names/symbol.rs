use smol_str::SmolStr;

use crate::resource::Kind;
use crate::source::Span;

/// What has a name that other places refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum SymbolKind {
    /// An object of a kind.
    Object(Kind),
    /// An entry point.
    EntryPoint,
}

impl SymbolKind {
    /// What a person calls one of these.
    pub fn name(self) -> &'static str {
        match self {
            Self::Object(kind) => kind.name(),
            Self::EntryPoint => "entry point",
        }
    }
}

/// A name, whatever places it has.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Symbol {
    /// What it is a name of.
    pub kind: SymbolKind,
    /// Its namespace; empty for an entry point.
    pub namespace: SmolStr,
    /// The name alone.
    pub name: SmolStr,
}

impl Symbol {
    pub(super) fn object(kind: Kind, namespace: &str, name: &str) -> Self {
        Self { kind: SymbolKind::Object(kind), namespace: namespace.into(), name: name.into() }
    }

    pub(super) fn entry_point(name: &str) -> Self {
        Self { kind: SymbolKind::EntryPoint, namespace: SmolStr::default(), name: name.into() }
    }

    /// As users know it: `namespace/name`.
    pub fn shown(&self) -> String {
        if self.namespace.is_empty() { self.name.to_string() } else { format!("{}/{}", self.namespace, self.name) }
    }
}

/// What a place does with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It declares what has the name.
    Definition,
    /// It goes on with what is declared elsewhere in the file: `[routes.pg.tls]`.
    Mention,
    /// It refers to it.
    Reference,
}

/// A place where a name is written.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// The name.
    pub symbol: Symbol,
    /// What the place does with it.
    pub role: Role,
    /// The name alone: without quotes, namespace and table.
    pub span: Span,
    /// All of what is written: the string, or the key.
    pub whole: Span,
    /// Whether the namespace is written beside the name.
    pub qualified: bool,
}
