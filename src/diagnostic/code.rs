use serde::Serialize;

/// The stable identity of one kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case, never reused: `sni-without-tls`.
    pub name: &'static str,
    /// What it is unless `--strict` or a [`Level`](super::Level) changes it.
    pub severity: Severity,
    /// One line, no full stop: what is wrong.
    pub summary: &'static str,
    /// The long form, Markdown: why it matters, an example that fires, what to write instead.
    pub explanation: &'static str,
}

/// How much a diagnostic stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file cannot be compiled, or the API server would reject the object: nothing is emitted.
    Error,
    /// The API server accepts it, and Traefik ignores it, disables it, or does something other than what is written.
    Warning,
    /// It works, and is often not what people mean. `--strict` leaves it alone.
    Advice,
}

impl Severity {
    /// `error`, `warning` or `advice`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}
