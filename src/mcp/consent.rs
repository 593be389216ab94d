//! Asks the person behind a client before something is changed that needs their consent: with an elicitation, inside the
//! call for clients of the 2025 protocols, as the call's interim result for later ones.

use std::collections::BTreeMap;

use rmcp::RoleServer;
use rmcp::model::{
    BooleanSchema, CallToolRequestParams, ClientResult, ElicitRequest, ElicitRequestParams, ElicitResult,
    ElicitationAction, ElicitationSchema, InputRequest, InputRequiredResult, PrimitiveSchemaDefinition, ServerRequest,
};
use rmcp::service::RequestContext;
use serde_json::Value;

use crate::store::Refusal;

/// The key of the question in an interim result.
const QUESTION: &str = "consent";

/// The key of the answer in the form.
const GO_AHEAD: &str = "go_ahead";

/// What came of asking.
pub(super) enum Asked {
    /// The person agrees to the change that the refusal describes.
    Agreed,
    /// The client is to ask, and to call again.
    Later(InputRequiredResult),
    /// The person does not agree, or there is no way to ask.
    Refused(Refusal),
}

/// Asks whether the change may be made that `refusal` describes, unless the call brings the answer along.
pub(super) async fn ask(refusal: Refusal, call: &CallToolRequestParams, context: &RequestContext<RoleServer>) -> Asked {
    // The answer counts for the change that it was given for: another one is asked about again.
    let given = call.input_responses.as_ref().and_then(|given| given.get(QUESTION));
    if let Some(answer) = given.filter(|_| call.request_state.as_deref() == Some(refusal.message.as_str())) {
        return judged(serde_json::from_value(answer.clone()).ok(), refusal);
    }
    if !takes_forms(context) {
        return Asked::Refused(refusal);
    }
    let form = ElicitRequest::new(form(&refusal));
    if context.protocol_version().is_some_and(|version| !version.has_initialize()) {
        let questions = BTreeMap::from([(QUESTION.to_owned(), InputRequest::Elicitation(form))]);
        return Asked::Later(InputRequiredResult::new(Some(questions), Some(refusal.message)));
    }
    let request = ServerRequest::ElicitRequest(form);
    match context.ct.run_until_cancelled(context.peer.send_request(request)).await {
        Some(Ok(ClientResult::ElicitResult(answer))) => judged(Some(answer), refusal),
        Some(_) => Asked::Refused(refusal),
        None => Asked::Refused(Refusal::new("cancelled", "the call was cancelled")),
    }
}

/// Whether the client shows forms. One that does not list its modes shows them.
fn takes_forms(context: &RequestContext<RoleServer>) -> bool {
    let elicitation = context.client_capabilities().and_then(|capabilities| capabilities.elicitation);
    elicitation.is_some_and(|modes| modes.form.is_some() || modes.url.is_none())
}

fn form(refusal: &Refusal) -> ElicitRequestParams {
    let go_ahead = BooleanSchema::new().title("Go ahead").description("make this change").with_default(false);
    let fields = BTreeMap::from([(GO_AHEAD.to_owned(), PrimitiveSchemaDefinition::Boolean(go_ahead))]);
    ElicitRequestParams::FormElicitationParams {
        meta: None,
        message: format!("tcpgen asks before it does this: {}", refusal.message),
        requested_schema: ElicitationSchema::new(fields).with_required(vec![GO_AHEAD.to_owned()]),
    }
}

fn judged(answer: Option<ElicitResult>, refusal: Refusal) -> Asked {
    let Some(answer) = answer else { return Asked::Refused(refusal) };
    let ticked = answer.content.as_ref().and_then(|content| content.get(GO_AHEAD)) == Some(&Value::Bool(true));
    if answer.action == ElicitationAction::Accept && ticked {
        return Asked::Agreed;
    }
    let message = format!("the person does not agree: {}", refusal.message);
    Asked::Refused(Refusal::new("declined", message).help("nothing was changed; ask them what they want instead"))
}
