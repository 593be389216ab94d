use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Span, Text};

/// A step whose keys make no step.
pub static CODE: Code = Code {
    name: "invalid-step",
    severity: Severity::Error,
    summary: "the keys of a scenario's step do not form a step",
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
        .related(first_span, format!("`{first}` is here"))
        .help(format!("make `{second}` a step of its own"))
}

/// `key` (`set` or `unset`) has nothing to change.
pub fn changes_nothing(key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("`{key}` changes what `apply` applies, and there is no `apply`"))
        .help("add `apply = \"routes.NAME\"` or `apply = \"middlewares.NAME\"`")
}

/// `by` (`set` or `unset`) has a `key` that would make another object of the entry.
pub fn another_object(by: &str, key: &str, span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, format!("`{by}` cannot change `{key}`: that would be another object"))
        .help("declare that object as an entry of its own and apply it")
}

/// A key is set and removed in one step.
pub fn set_and_unset(key: &Text) -> Diagnostic {
    Diagnostic::new(&CODE, key.span, format!("`{}` is set and removed in one step", key.as_str()))
        .help("`set` replaces the declared value: leave the key out of `unset`")
}

/// A `list` step has an `expect`.
pub fn list_expects_itself(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "`list` contains its own expectation")
        .help("write the numbers into `list`: `{ list = { routes = 1, middlewares = 2 } }`")
}

/// A `list` step counts nothing.
pub fn empty_list(span: Span) -> Diagnostic {
    Diagnostic::new(&CODE, span, "this `list` counts nothing")
        .help("set the expected counts: `{ list = { routes = 1, middlewares = 2 } }`")
}
