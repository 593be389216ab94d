use std::sync::Arc;

use super::calls::Needs;
use crate::operation::{QUESTIONS, TOOLS, Tool};
use rmcp::model::{Tool as Definition, ToolAnnotations};

/// Tools that do not use the store.
const WITHOUT_STORE: [&str; 2] = ["traefik_generate_routing_manifest", "tcpgen_explain"];

/// What a call of this tool does to the store.
pub(super) fn needs(name: &str) -> Needs {
    match tools(false).find(|tool| tool.name == name && !WITHOUT_STORE.contains(&name)) {
        Some(tool) if tool.read_only => Needs::Reading,
        Some(_) => Needs::Changing,
        None => Needs::Nothing,
    }
}

/// The tools that are offered: all, or those that change nothing.
pub(super) fn tools(read_only: bool) -> impl Iterator<Item = &'static Tool> {
    TOOLS.into_iter().chain(QUESTIONS).filter(move |tool| tool.read_only || !read_only)
}

/// A tool as the protocol describes it.
pub(super) fn definition(tool: &Tool) -> Definition {
    // Asking twice is asking once: a route that says all that already is left alone. What it said before is replaced, or
    // deleted, and the world that changes is the store's alone.
    let annotations = ToolAnnotations::with_title(tool.title)
        .read_only(tool.read_only)
        .destructive(!tool.read_only)
        .idempotent(true)
        .open_world(false);
    Definition::new(tool.name, tool.description, Arc::new(tool.schema()))
        .with_title(tool.title)
        .with_annotations(annotations)
        .with_raw_output_schema(Arc::new(tool.output_schema()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Needs, WITHOUT_STORE, needs};
    use crate::operation;
    use crate::resource::{Kind, Object, ObjectRef, Resources};
    use crate::source::Sources;
    use crate::store::{Applied, Deleted, Refusal, Store, Stored};

    /// A store that may not be touched.
    struct Untouched;

    impl Store for Untouched {
        fn get(&self, _: Kind, _: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
            Err(Refusal::new("touched", "read"))
        }
        fn list(&self) -> Result<Resources, Refusal> {
            Err(Refusal::new("touched", "listed"))
        }
        fn apply(&mut self, _: Object) -> Result<Applied, Refusal> {
            Err(Refusal::new("touched", "changed"))
        }
        fn delete(&mut self, _: Kind, _: ObjectRef<'_>) -> Result<Deleted, Refusal> {
            Err(Refusal::new("touched", "deleted"))
        }
        fn facts(&self) -> Result<Sources, Refusal> {
            Err(Refusal::new("touched", "asked"))
        }
    }

    #[test]
    fn tools_that_need_no_store_touch_none_and_all_others_do() {
        let manifest = json!({ "manifest_type": "ingress_route_tcp", "name": "a", "service_name": "b" });
        for (tool, arguments) in
            [("traefik_generate_routing_manifest", manifest), ("tcpgen_explain", json!({ "code": "sni-without-tls" }))]
        {
            assert_eq!((needs(tool), WITHOUT_STORE.contains(&tool)), (Needs::Nothing, true));
            assert!(operation::call(&mut Untouched, tool, &arguments).is_ok(), "{tool}");
        }
        for (tool, arguments, does) in [
            (
                "traefik_configure_tcp_middleware",
                json!({ "middleware_name": "a", "source_ranges": ["10.0.0.0/8"] }),
                Needs::Changing,
            ),
            ("traefik_manage_tcp_routing", json!({ "route_name": "a", "service_name": "b" }), Needs::Changing),
            ("tcpgen_check", json!({}), Needs::Reading),
            ("tcpgen_route", json!({ "entry_point": "e", "client_ip": "10.0.0.1" }), Needs::Reading),
            ("tcpgen_reach", json!({}), Needs::Reading),
            ("tcpgen_test", json!({}), Needs::Reading),
            ("tcpgen_diff", json!({ "state": "" }), Needs::Reading),
            ("tcpgen_upgrade", json!({}), Needs::Reading),
        ] {
            assert_eq!(needs(tool), does, "{tool}");
            assert_eq!(operation::call(&mut Untouched, tool, &arguments).unwrap_err().code, "touched", "{tool}");
        }
        assert_eq!(needs("no_such_tool"), Needs::Nothing);
    }
}
