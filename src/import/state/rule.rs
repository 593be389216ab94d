use super::document::{Table, Value};
use super::service::service;
use crate::resource::{MiddlewareRef, RouteTcp};
use crate::rule::host_sni;

/// The keys of one rule, in the short form of a route or in `rules`.
pub(super) fn keys(rule: &RouteTcp, table: &mut Table) {
    match_text(&rule.match_text.text, table);
    table.set_int("priority", rule.priority);
    table.set_text("syntax", rule.syntax.as_ref());
    match rule.services.as_slice() {
        [only] => table.set("service", service(only)),
        several => table.set_each("services", several, service),
    }
    table.set_each("middlewares", &rule.middlewares, middleware);
}

/// Nothing for the catch-all, `sni` where the rule is what that would make, else `match`.
fn match_text(text: &str, table: &mut Table) {
    let hosts = hosts(text);
    match hosts.as_deref() {
        Some(["*"]) => {}
        Some([host]) => table.set("sni", Value::text(host)),
        Some(hosts) => table.set("sni", Value::List(hosts.iter().map(|host| Value::text(host)).collect())),
        None => table.set("match", Value::text(text)),
    }
}

/// The hosts of which `sni` makes exactly this text.
pub fn hosts(text: &str) -> Option<Vec<&str>> {
    let host = |matcher| str::strip_prefix(matcher, "HostSNI(`")?.strip_suffix("`)").filter(|host| !host.is_empty());
    let hosts: Vec<&str> = text.split(" || ").map(host).collect::<Option<_>>()?;
    (host_sni(&hosts) == text).then_some(hosts)
}

/// `"name"` or `"namespace/name"`.
fn middleware(reference: &MiddlewareRef) -> Value {
    match &reference.namespace {
        Some(namespace) => Value::Text(format!("{}/{}", namespace.as_str(), reference.name.as_str())),
        None => Value::text(&reference.name),
    }
}
