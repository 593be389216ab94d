//! What fits the blank of a prompt, or of the template of a resource: names that the store has.

use std::collections::BTreeSet;

use rmcp::model::{CompleteRequestParams, CompleteResult, CompletionInfo, Reference};

use crate::question::Subject;
use crate::resource::Kind;
use crate::store::{Refusal, Store};
use crate::{Compilation, Options};

/// The completions of what is typed so far, at most as many as the protocol takes.
pub(super) fn complete(store: &dyn Store, request: &CompleteRequestParams) -> Result<CompleteResult, Refusal> {
    let argument = &request.argument;
    let of_prompt = match &request.r#ref {
        Reference::Prompt(prompt) => Some(prompt.name.as_str()),
        _ => None,
    };
    let subject = Subject::new(store.state()?, Options::default());
    let names = names(&subject.compilation, of_prompt, &argument.name);
    let fitting: Vec<String> = names.into_iter().filter(|name| name.starts_with(&argument.value)).collect();
    let total = u32::try_from(fitting.len()).ok();
    let has_more = fitting.len() > CompletionInfo::MAX_VALUES;
    let values = fitting.into_iter().take(CompletionInfo::MAX_VALUES).collect();
    let info = CompletionInfo::with_pagination(values, total, has_more).unwrap_or_default();
    Ok(CompleteResult::new(info))
}

/// What goes into a blank. The `name` of a prompt is of something new; that of a resource is a route's.
fn names(state: &Compilation, prompt: Option<&str>, blank: &str) -> BTreeSet<String> {
    let listed = &state.resources;
    let of_kind = |kind: Kind| {
        let objects = listed.emitted().filter(move |object| object.kind() == kind);
        objects.map(|object| object.object_ref().name.to_owned()).collect()
    };
    let rules = || listed.routes().filter(|(object, _)| !object.external).flat_map(|(_, route)| &route.routes);
    match blank {
        "namespace" => listed.emitted().map(|object| object.object_ref().namespace.to_owned()).collect(),
        "route" => of_kind(Kind::IngressRouteTcp),
        "middleware" => of_kind(Kind::MiddlewareTcp),
        "name" if prompt.is_none() => of_kind(Kind::IngressRouteTcp),
        "service" => rules().flat_map(|rule| &rule.services).map(|service| service.name.as_str().to_owned()).collect(),
        "port" => rules().flat_map(|rule| &rule.services).map(|service| service.port.to_string()).collect(),
        "entry_point" => state.table.entry_points().map(str::to_owned).collect(),
        _ => BTreeSet::new(),
    }
}
