use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, GetPromptRequestParams, GetPromptResponse, Implementation,
    ListPromptsResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams,
    ReadResourceResponse, ReadResourceResult, Resource, ResourceContents, ServerCapabilities, ServerConfig,
};
use rmcp::service::RequestContext;
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::Value;

use super::calls::{Calls, Needs};
use super::definition::{definition, needs, tools};
use super::prompts;
use crate::operation::{self, LIST};
use crate::session::answer;
use crate::store::{Refusal, Store};

/// What an agent reads before its first call.
const INSTRUCTIONS: &str = "\
Routes and middlewares of Traefik for TCP. Read traefik://traffic/tcp/list first. To change something that exists, call with \
action `update`: only the arguments that you give change. `create` replaces what exists, and takes away what you do not \
give: middlewares, TLS. Look at every result's `removed` (what is gone), `newly_admitted` (connections that were refused \
and now get in) and `warnings`: the API server accepts routes that Traefik disables. Set `force` or `take_over` only \
if the user asks for it. tcpgen_route shows what becomes of a connection, tcpgen_reach who reaches what, tcpgen_explain what a code means. \
Plain TCP clients send no server name: leave `sni_match` at `*` unless clients speak TLS. Create middlewares before the \
routes that use them, and delete them after.";

/// The tools, the listing and the prompts over one store.
#[derive(Clone)]
pub(super) struct Server {
    calls: Calls,
    read_only: bool,
}

impl Server {
    pub(super) fn new(calls: Calls, read_only: bool) -> Self {
        Self { calls, read_only }
    }

    /// The same for another client.
    pub(super) fn of_another_client(&self) -> Self {
        Self { calls: self.calls.of_another_client(), ..*self }
    }

    /// Runs a call until the client cancels it; the answer is then discarded.
    async fn run(
        &self,
        context: &RequestContext<RoleServer>,
        needs: Needs,
        work: impl FnOnce(&mut dyn Store) -> Result<Value, Refusal> + Send + 'static,
    ) -> Result<Value, Refusal> {
        let done = context.ct.run_until_cancelled(self.calls.run(needs, work)).await;
        done.unwrap_or_else(|| Err(Refusal::new("cancelled", "the call was cancelled")))
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().enable_prompts().build();
        let name = Implementation::new("tcpgen", env!("CARGO_PKG_VERSION")).with_title("tcpgen: TCP routes of Traefik");
        ServerConfig::new(capabilities).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools(self.read_only).map(definition).collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let name = request.name.into_owned();
        let needs = needs(&name);
        let hidden = self.read_only && needs == Needs::Changing;
        let result = if hidden {
            let refusal =
                Refusal::new("read-only-server", format!("`{name}` is not offered: this server changes nothing"));
            Err(refusal.help("start it without `--read-only`"))
        } else {
            let arguments = request.arguments.map_or(Value::Null, Value::Object);
            self.run(&context, needs, move |store| operation::call(store, &name, &arguments)).await
        };
        let refused = result.is_err();
        let answer = answer(result);
        let result =
            if refused { CallToolResult::structured_error(answer) } else { CallToolResult::structured(answer) };
        Ok(result.into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let list = Resource::new(LIST, "tcp-routes")
            .with_title("TCP routes")
            .with_description("Every TCP route, where it leads and what guards it")
            .with_mime_type("application/json");
        Ok(ListResourcesResult::with_all_items(vec![list]))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        if request.uri != LIST {
            let message = format!("there is no resource `{}`; there is: {LIST}", request.uri);
            return Err(ErrorData::resource_not_found(message, None));
        }
        match self.run(&context, Needs::Reading, |store| operation::list(store)).await {
            Ok(list) => {
                let text = ResourceContents::text(list.to_string(), LIST).with_mime_type("application/json");
                Ok(ReadResourceResult::new(vec![text]).into())
            }
            Err(refusal) => {
                let data = serde_json::to_value(&refusal).ok();
                Err(ErrorData::internal_error(refusal.message, data))
            }
        }
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompts::definitions(self.read_only)))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        prompts::get(&request.name, &request.arguments.unwrap_or_default(), self.read_only).map(Into::into)
    }
}
