use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Span;

/// A step whose keys make no step.
pub static CODE: Code = Code {
    name: "invalid-step",
    severity: Severity::Error,
    summary: "the keys of a scenario's step do not make a step",
    explanation: include_str!("invalid_step.md"),
};

/// The step at `span` does nothing.
pub fn no_action(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "this step does nothing")
        .help("give it one of `apply`, `delete`, `list` and `connect`")
}

/// A step does two things.
pub fn two_actions((first, first_span): (&str, Span), (second, span): (&str, Span)) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("a step does one thing, and this one has both `{first}` and `{second}`"))
        .related(first_span, format!("`{first}` stands here"))
        .help(format!("make `{second}` a step of its own"))
}

/// `set` has nothing to be laid over.
pub fn set_without_apply(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "`set` changes what `apply` applies, and there is no `apply`")
        .help("add `apply = \"routes.NAME\"` or `apply = \"middlewares.NAME\"`")
}

/// `set` has a `key` that would make another object of the entry.
pub fn another_object(key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("`set` cannot change `{key}`: that would be another object"))
        .help("declare that object as an entry of its own and apply it")
}

/// A `list` step has an `expect`.
pub fn list_expects_itself(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "`list` says itself what it expects")
        .help("write the numbers into `list`: `{ list = { routes = 1, middlewares = 2 } }`")
}

/// A `list` step counts nothing.
pub fn empty_list(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "this `list` counts nothing")
        .help("say how many there have to be: `{ list = { routes = 1, middlewares = 2 } }`")
}
