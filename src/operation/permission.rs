use super::consequences::{Access, Affected};
use crate::analysis::compare::Verdict;
use crate::store::{Plan, Refusal};

/// The code of a change that a person has to agree to.
pub const NEEDS_CONSENT: &str = "needs-consent";

/// What a caller may do without a person's consent.
///
/// A new route may let in whom nobody served before: that is what it is for. It may not let clients past a guard that
/// refuses them, and a change of an existing object may let in nobody anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission<'a> {
    /// Let in who does not get in now.
    pub widen: bool,
    /// Delete objects.
    pub delete: bool,
    /// The change that a person has agreed to, in the words of the [`NEEDS_CONSENT`] that asked for it. Another change is
    /// asked about again.
    pub agreed: Option<&'a str>,
}

/// What a person has to agree to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consented {
    /// An object is deleted.
    Deletion,
    /// Clients get in that did not, or that cannot be excluded.
    Widening,
}

impl Consented {
    /// As results name it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Deletion => "deletion",
            Self::Widening => "widening",
        }
    }

    /// What allows it to every call of an agent.
    fn flag(self) -> &'static str {
        match self {
            Self::Deletion => "--allow-delete",
            Self::Widening => "--allow-widening",
        }
    }
}

impl Permission<'_> {
    /// For callers that are people, or that have asked one.
    pub const ALL: Permission<'static> = Permission { widen: true, delete: true, agreed: None };

    /// Whether it allows everything.
    pub(super) fn is_all(self) -> bool {
        self.widen && self.delete
    }

    /// What somebody has to agree to before this is done.
    pub(super) fn needed(self, plan: &Plan<'_>, exists: bool, access: &Access) -> Vec<Consented> {
        let deletes = !self.delete && plan.change.object().is_none();
        let opens = exists && (!access.newcomers.is_empty() || access.verdict == Verdict::Undecided);
        let widens = !self.widen && (opens || access.passes_guard);
        let needed = [(deletes, Consented::Deletion), (widens, Consented::Widening)];
        needed.into_iter().filter_map(|(is_needed, consent)| is_needed.then_some(consent)).collect()
    }

    /// Allows a change of an object that `exists` or is new.
    ///
    /// # Errors
    /// With [`NEEDS_CONSENT`], and in words what the change does, unless somebody has agreed to just that.
    pub(super) fn covers(self, plan: &Plan<'_>, exists: bool, access: &Access) -> Result<(), Refusal> {
        let needed = self.needed(plan, exists, access);
        if needed.is_empty() {
            return Ok(());
        }
        let message = words(plan, &needed, access);
        if self.agreed == Some(&message) {
            return Ok(());
        }
        let flags: Vec<&str> = needed.iter().map(|consent| consent.flag()).collect();
        let help = format!(
            "a person has to agree: a client with elicitation asks them, and `tcpgen mcp {}` allows it to every call; \
             `dry_run = true` shows the whole change",
            flags.join(" ")
        );
        Err(Refusal::new(NEEDS_CONSENT, message).help(help))
    }
}

/// What the change does, for the person who is asked.
fn words(plan: &Plan<'_>, needed: &[Consented], access: &Access) -> String {
    let (kind, name) = (plan.change.kind().name(), plan.change.object_ref());
    let does = if needed.contains(&Consented::Deletion) { "deletes" } else { "changes" };
    let mut parts = vec![format!("this {does} the {kind} `{name}`")];
    if access.verdict == Verdict::Undecided {
        parts.push("who gets in anew cannot be determined: there are too many cases".to_owned());
    }
    parts.extend(access.newcomers.iter().map(ToString::to_string));
    parts.extend(access.shut_out.iter().map(Affected::shut_out));
    parts.join("; ")
}
