use hyper::http::request::Parts;
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, CompleteRequestParams, CompleteResult,
    GetPromptRequestParams, GetPromptResponse, Implementation, InitializeRequestParams, InitializeResult,
    ListPromptsResult, ListResourceTemplatesResult, ListResourcesResult, ListToolsResult, PaginatedRequestParams,
    ReadResourceRequestParams, ReadResourceResponse, ReadResourceResult, ResourceContents, ServerCapabilities,
    ServerConfig, SubscribeRequestParams, SubscriptionFilter, UnsubscribeRequestParams,
};
use rmcp::service::{RequestContext, SubscriptionContext};
use rmcp::{ErrorData, RoleServer, ServerHandler};
use serde_json::Value;

use super::calls::{Calls, Needs};
use super::consent::{self, Asked};
use super::definition::{definition, needs, tools};
use super::resources;
use super::subscriptions::{Prepared, Subscriptions};
use super::watch::Watch;
use super::{completion, progress, prompts};
use crate::operation::{self, NEEDS_CONSENT, Permission};
use crate::session::answer;
use crate::store::{Refusal, Store};

/// What an agent reads before its first call.
const INSTRUCTIONS: &str = "\
Routes and middlewares of Traefik for TCP. Answer three questions before you change anything. \
(1) Does the entry point exist? Traefik disables a route whose entry points are unknown: tcpgen_list shows those in use. \
(2) Do clients speak TLS to Traefik? If not, leave `sni_match` at `*`: plain TCP clients send no server name, and a route \
that asks for one without TLS is disabled. \
(3) Who gets in? A guard is a middleware on the route. Call the changing tool with `dry_run = true` first and read \
`newly_admitted`, `shut_out`, `verdict` and `warnings`; tcpgen_reach shows everyone, tcpgen_route one connection. \
To change something that exists, use action `update`: only the arguments that you give change. `create` replaces what \
exists, and takes away what you do not give: middlewares, TLS. Create middlewares before the routes that use them, and \
delete them after. Changes that let in who does not get in now, and deletions, need the person's consent \
(`needs-consent`): show them the consequences, do not look for a way round. Set `force` or `take_over` only if the user \
asks for it. tcpgen_explain explains every code.";

/// What a server's calls may do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Rights {
    /// Whether only tools are offered that change nothing.
    pub read_only: bool,
    /// Whether a change may let in who does not get in now, without a person's consent.
    pub widen: bool,
    /// Whether objects may be deleted without a person's consent.
    pub delete: bool,
}

/// The tools, the listing and the prompts over one store.
#[derive(Clone)]
pub(super) struct Server {
    calls: Calls,
    rights: Rights,
    subscriptions: Subscriptions,
    /// Whether the client keeps a session, in which it gets what no request of its own asks for.
    has_session: bool,
}

impl Server {
    pub(super) fn new(calls: Calls, rights: Rights) -> Self {
        let subscriptions = Subscriptions::new(Watch::new(calls.clone()));
        Self { calls, rights, subscriptions, has_session: true }
    }

    /// The same for another client, which keeps no session.
    pub(super) fn of_another_client(&self) -> Self {
        let (calls, subscriptions) = (self.calls.of_another_client(), self.subscriptions.of_another_client());
        Self { calls, subscriptions, has_session: false, ..*self }
    }

    /// What the client watches.
    pub(super) fn subscriptions(&self) -> &Subscriptions {
        &self.subscriptions
    }

    /// Calls a tool. `agreed` is the change that a person has agreed to.
    async fn call(
        &self,
        request: &CallToolRequestParams,
        context: &RequestContext<RoleServer>,
        agreed: Option<String>,
    ) -> Result<Value, Refusal> {
        let name = request.name.to_string();
        let needs = needs(&name);
        let Rights { read_only, widen, delete } = self.rights;
        if read_only && needs == Needs::Changing {
            let refusal =
                Refusal::new("read-only-server", format!("`{name}` is not offered: this server changes nothing"));
            return Err(refusal.help("start it without `--read-only`"));
        }
        let arguments = request.arguments.clone().map_or(Value::Null, Value::Object);
        let work = move |store: &mut dyn Store| {
            let permission = Permission { widen, delete, agreed: agreed.as_deref() };
            operation::call_within(store, &name, &arguments, permission)
        };
        let result = self.run(context, needs, work).await;
        if needs == Needs::Changing {
            // A call that failed, or that was cancelled, may have made its change.
            self.subscriptions.look();
        }
        result
    }

    /// Runs a call until the client cancels it; the answer is then discarded. A client that asks for it learns that it waits.
    async fn run<T: Send + 'static>(
        &self,
        context: &RequestContext<RoleServer>,
        needs: Needs,
        work: impl FnOnce(&mut dyn Store) -> Result<T, Refusal> + Send + 'static,
    ) -> Result<T, Refusal> {
        let call = progress::while_it_runs(context, self.calls.timeout(), self.calls.run(needs, work));
        let done = context.ct.run_until_cancelled(call).await;
        done.unwrap_or_else(|| Err(Refusal::new("cancelled", "the call was cancelled")))
    }
}

impl ServerHandler for Server {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder()
            .enable_tools()
            .enable_resources()
            .enable_resources_subscribe()
            .enable_prompts()
            .enable_completions()
            .build();
        let name = Implementation::new("tcpgen", env!("CARGO_PKG_VERSION")).with_title("tcpgen: TCP routes of Traefik");
        ServerConfig::new(capabilities).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    /// Without a session there is nothing to offer to clients of the protocols that begin like this.
    async fn initialize(
        &self,
        request: InitializeRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<InitializeResult, ErrorData> {
        context.peer.set_peer_info(request.clone());
        let mut result = self.negotiate_initialize(&request)?;
        if let Some(resources) = result.capabilities.resources.as_mut().filter(|_| !self.has_session) {
            resources.subscribe = None;
        }
        Ok(result)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tools(self.rights.read_only).map(definition).collect()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let result = match self.call(&request, &context, None).await {
            Err(refusal) if refusal.code == NEEDS_CONSENT => {
                let change = refusal.message.clone();
                match consent::ask(refusal, &request, &context).await {
                    Asked::Agreed => self.call(&request, &context, Some(change)).await,
                    Asked::Later(question) => return Ok(question.into()),
                    Asked::Refused(refusal) => Err(refusal),
                }
            }
            done => done,
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
        Ok(ListResourcesResult::with_all_items(vec![resources::listing()]))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let uri = request.uri;
        let resource = resources::of(&uri)?;
        let work =
            move |store: &mut dyn Store| resources::read(store, &[resource]).into_iter().collect::<Result<Vec<_>, _>>();
        let read = self.run(&context, Needs::Reading, work).await.map_err(resources::unread)?;
        let contents = read
            .into_iter()
            .map(|answer| ResourceContents::text(answer.to_string(), uri.clone()).with_mime_type("application/json"));
        Ok(ReadResourceResult::new(contents.collect()).into())
    }

    fn accepted_subscription_filter(&self, requested: &SubscriptionFilter) -> Option<SubscriptionFilter> {
        Some(requested.clone())
    }

    /// Until the client ends it, or the server ends.
    async fn listen(&self, context: SubscriptionContext) -> Result<(), ErrorData> {
        let uris = context.accepted().resource_subscriptions.clone().unwrap_or_default();
        let request = context.request_context();
        let of_http = request.extensions.get::<Parts>().and_then(|parts| parts.extensions.get::<Prepared>());
        let prepared = request.extensions.get::<Prepared>().or(of_http);
        let listened = self.subscriptions.listen(uris, prepared, context.sink());
        request.ct.run_until_cancelled(listened).await.unwrap_or(Ok(()))
    }

    async fn subscribe(
        &self,
        request: SubscribeRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<(), ErrorData> {
        if !self.has_session {
            let message = "a subscription needs a session, which this server does not keep over HTTP; clients of protocol \
                           2026-07-28 watch with `subscriptions/listen`";
            return Err(ErrorData::invalid_request(message, None));
        }
        self.subscriptions.subscribe(request.uri, context.peer).await
    }

    async fn unsubscribe(
        &self,
        request: UnsubscribeRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<(), ErrorData> {
        self.subscriptions.unsubscribe(&request.uri);
        Ok(())
    }

    async fn list_resource_templates(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourceTemplatesResult, ErrorData> {
        Ok(ListResourceTemplatesResult::with_all_items(vec![resources::route()]))
    }

    async fn complete(
        &self,
        request: CompleteRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CompleteResult, ErrorData> {
        let completed = self.run(&context, Needs::Reading, move |store| completion::complete(store, &request)).await;
        completed.map_err(|refusal| ErrorData::internal_error(refusal.message, None))
    }

    async fn list_prompts(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListPromptsResult, ErrorData> {
        Ok(ListPromptsResult::with_all_items(prompts::definitions(self.rights.read_only)))
    }

    async fn get_prompt(
        &self,
        request: GetPromptRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<GetPromptResponse, ErrorData> {
        prompts::get(&request.name, &request.arguments.unwrap_or_default(), self.rights.read_only).map(Into::into)
    }
}
