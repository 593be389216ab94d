//! A request's query, as far as the server uses it.

use std::time::Duration;

use super::error::{Cause, Refusal};
use super::selector::Selector;

/// What a request asks for beside its path and body.
#[derive(Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "they are the API's own switches, each on its own")]
pub(super) struct Query {
    pub(super) watch: bool,
    /// A watch begins after this version; without one it begins with what there is.
    pub(super) resource_version: Option<u64>,
    /// A watch sends what there is first, and then says so: the streaming list of recent clients.
    pub(super) send_initial_events: bool,
    pub(super) timeout: Option<Duration>,
    pub(super) labels: Selector,
    pub(super) field_manager: Option<String>,
    pub(super) field_validation: Validation,
    pub(super) force: bool,
    pub(super) dry_run: bool,
    /// How many objects a page of a list may have.
    pub(super) limit: Option<usize>,
    /// Where the page begins.
    pub(super) from: Option<String>,
}

/// What becomes of fields that the schema does not have, other than in a server-side apply.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Validation {
    /// The object is refused.
    Strict,
    /// They are dropped, and a header says so.
    #[default]
    Warn,
    /// They are dropped.
    Ignore,
}

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, Refusal> {
        let mut query = Self::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            let number = || value.parse().map_err(|_| Refusal::bad_request(format!("{key} is not a number: {value}")));
            match key.as_ref() {
                "watch" => query.watch = is_true(&value),
                "sendInitialEvents" => query.send_initial_events = is_true(&value),
                // Version 0 is any version, so the newest will do.
                "resourceVersion" if !value.is_empty() && value != "0" => query.resource_version = Some(number()?),
                "timeoutSeconds" => query.timeout = Some(Duration::from_secs(number()?)),
                "fieldManager" => query.field_manager = Some(value.clone().into_owned()),
                "fieldValidation" => query.field_validation = Validation::parse(&value)?,
                "force" => query.force = is_true(&value),
                "dryRun" => query.dry_run = is_dry_run(&[&value])?,
                "limit" => query.limit = usize::try_from(number()?).ok().filter(|limit| *limit > 0),
                "continue" if !value.is_empty() => query.from = Some(value.clone().into_owned()),
                "labelSelector" => query.labels = Selector::parse(&value)?,
                "fieldSelector" if !value.is_empty() => {
                    return Err(Refusal::bad_request("this server does not know field selectors"));
                }
                // Whole lists and no bookmarks in between are what a server may do in any case.
                _ => {}
            }
        }
        Ok(query)
    }
}

impl Validation {
    fn parse(text: &str) -> Result<Self, Refusal> {
        match text {
            "" | "Warn" => Ok(Self::Warn),
            "Strict" => Ok(Self::Strict),
            "Ignore" => Ok(Self::Ignore),
            _ => Err(unsupported("PatchOptions", "fieldValidation", text, "\"Ignore\", \"Strict\", \"Warn\"")),
        }
    }
}

/// Whether a request's `dryRun` is all stages. There is no other one.
pub(super) fn is_dry_run(stages: &[&str]) -> Result<bool, Refusal> {
    match stages.iter().find(|stage| **stage != "All") {
        Some(other) => Err(unsupported("DeleteOptions", "dryRun", other, "\"All\"")),
        None => Ok(!stages.is_empty()),
    }
}

fn unsupported(options: &str, field: &str, value: &str, supported: &str) -> Refusal {
    let message = format!("Unsupported value: \"{value}\": supported values: {supported}");
    Refusal::invalid("meta.k8s.io", options, "", &[Cause::new("FieldValueNotSupported", field, message)])
}

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1")
}
