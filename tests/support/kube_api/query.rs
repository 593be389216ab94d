//! A request's query, as far as the server heeds it.

use std::time::Duration;

use super::error::Refusal;
use super::selector::Selector;

/// What a list or watch asks for.
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
    pub(super) force: bool,
    pub(super) dry_run: bool,
    /// How many objects a page of a list may have.
    pub(super) limit: Option<usize>,
    /// Where the page begins.
    pub(super) from: usize,
}

impl Query {
    pub(super) fn parse(text: &str) -> Result<Self, Refusal> {
        let mut query = Self::default();
        for (key, value) in form_urlencoded::parse(text.as_bytes()) {
            let number = || value.parse().map_err(|_| Refusal::bad_request(format!("{key} is no number: {value}")));
            match key.as_ref() {
                "watch" => query.watch = is_true(&value),
                "sendInitialEvents" => query.send_initial_events = is_true(&value),
                // Version 0 is any version, so the newest will do.
                "resourceVersion" if !value.is_empty() && value != "0" => query.resource_version = Some(number()?),
                "timeoutSeconds" => query.timeout = Some(Duration::from_secs(number()?)),
                "fieldManager" => query.field_manager = Some(value.clone().into_owned()),
                "force" => query.force = is_true(&value),
                "dryRun" => query.dry_run = value == "All",
                "limit" => query.limit = usize::try_from(number()?).ok().filter(|limit| *limit > 0),
                "continue" => query.from = usize::try_from(number()?).unwrap_or(usize::MAX),
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

fn is_true(value: &str) -> bool {
    matches!(value, "true" | "1")
}
