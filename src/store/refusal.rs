use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::Object;

/// The code of a change that was not made because another writer changed the object first.
pub(crate) const CHANGED_UNDERNEATH: &str = "changed-underneath";

/// Why something was not done. Nothing was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// A diagnostic's code, or one of the store's or the operation's own: kebab-case, and stable as well.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// What else is wrong.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub more: Vec<Refusal>,
}

impl Refusal {
    /// Refused for this reason.
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), help: None, more: Vec::new() }
    }

    /// Refused because a namespace lies beyond a [fence](super::Fenced).
    pub(crate) fn outside(namespace: &str, namespaces: &[String]) -> Self {
        let inside = namespaces.join(", ");
        Self::new("outside-namespaces", format!("the namespace `{namespace}` is out of bounds"))
            .help(format!("`--namespace` allows only: {inside}"))
    }

    /// Refused because an object has changed since it was read.
    pub(super) fn changed_underneath(seen: &Object) -> Self {
        let what = format!("the {} `{}` was changed by another writer", seen.kind().name(), seen.object_ref());
        Self::new(CHANGED_UNDERNEATH, what).help("nothing was changed here; repeat the call")
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Refused because of the errors among these, if there are any.
    pub fn of(diagnostics: &[Diagnostic]) -> Option<Self> {
        let errors = diagnostics.iter().filter(|found| found.severity == Severity::Error);
        let mut refusals = errors.map(|found| Self {
            code: found.code.name,
            message: found.message.clone(),
            help: found.help.clone(),
            more: Vec::new(),
        });
        let first = refusals.next()?;
        Some(Self { more: refusals.collect(), ..first })
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;
    use crate::source::Sources;
    use crate::{Options, compile};

    #[test]
    fn errors_refuse_and_warnings_do_not() {
        let text = "[middlewares.Bad]\nin_flight_conn = 0\n[middlewares.Worse]\nin_flight_conn = 1\n";
        let found = compile(&Sources::single("a.toml", text), &Options::default()).diagnostics;
        let refusal = Refusal::of(&found).unwrap();
        assert_eq!((refusal.code, refusal.more.len()), ("invalid-name", 1), "{refusal:?}");
        assert!(refusal.help.is_some());
        let warnings: Vec<_> = found.into_iter().filter(|found| found.code.name != "invalid-name").collect();
        assert!(!warnings.is_empty() && Refusal::of(&warnings).is_none());
    }
}
