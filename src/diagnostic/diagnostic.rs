use super::{Code, Fix, Severity};
use crate::connection::Connection;
use crate::source::Span;

/// One problem at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of problem.
    pub code: &'static Code,
    /// The code's own severity, or what its [`Level`](super::Level) or `--strict` makes of it.
    pub severity: Severity,
    /// What is wrong, in the user's terms.
    pub message: String,
    /// What to write instead.
    pub help: Option<String>,
    /// Where.
    pub span: Span,
    /// Other places that matter.
    pub related: Vec<Related>,
    /// Ways to mend it.
    pub fixes: Vec<Fix>,
    /// A connection to which it happens, for a finding about connections: the routing decision confirms it.
    pub witness: Option<Box<Connection>>,
}

impl Diagnostic {
    /// A problem of this code at `span`.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            help: None,
            span,
            related: Vec::new(),
            fixes: Vec::new(),
            witness: None,
        }
    }

    /// With a line that says what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a connection to which it happens.
    #[must_use]
    pub fn witness(mut self, connection: &Connection) -> Self {
        self.witness = Some(Box::new(connection.clone()));
        self
    }

    /// With another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, message: impl Into<String>) -> Self {
        self.related.push(Related { message: message.into(), span });
        self
    }

    /// With a way to mend it.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fixes.push(fix);
        self
    }

    /// With several ways to mend it.
    #[must_use]
    pub fn fixes(mut self, fixes: impl IntoIterator<Item = Fix>) -> Self {
        self.fixes.extend(fixes);
        self
    }
}

/// Another place that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What stands there: "first declared here".
    pub message: String,
    /// Where.
    pub span: Span,
}
