use super::Severity;

/// The stable identity of one kind of problem.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case, never reused: `sni-without-tls`.
    pub name: &'static str,
    /// What it is without `--strict`.
    pub severity: Severity,
    /// One line, no full stop: what is wrong.
    pub summary: &'static str,
    /// The long form, Markdown: why it matters, an example that fires, what to write instead.
    pub explanation: &'static str,
}
