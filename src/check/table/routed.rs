//! Routers as the rules that they were made of, and what the analyses say of both, in words.

use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Context, RuleView};
use crate::diagnostic::Diagnostic;
use crate::resource::ObjectRef;
use crate::routing::{Connection, Router};

/// The rules of the objects, and what was said of them before.
pub(crate) struct Routed<'c, 'a> {
    pub context: &'c Context<'a>,
    rules: HashMap<(ObjectRef<'a>, usize), &'c RuleView<'a>>,
}

impl<'c, 'a> Routed<'c, 'a> {
    pub fn new(context: &'c Context<'a>) -> Self {
        // Of two objects of one name the earlier one is meant, as everywhere.
        let mut rules = HashMap::with_capacity(context.rules.len());
        for rule in &context.rules {
            rules.entry((rule.object.object_ref(), rule.index)).or_insert(rule);
        }
        Self { context, rules }
    }

    /// The rule that a router was made of.
    pub fn rule(&self, router: &Router) -> Option<&'c RuleView<'a>> {
        let object = ObjectRef { namespace: &router.object.namespace, name: &router.object.name };
        self.rules.get(&(object, router.index)).copied()
    }
}

/// Whether one of these codes was found in a rule.
pub(crate) fn has_any(diagnostics: &[Diagnostic], rule: &RuleView<'_>, codes: &[&str]) -> bool {
    let whole = rule.whole();
    diagnostics.iter().any(|found| codes.contains(&found.code.name) && whole.contains(found.span))
}

/// A client in words, and where it comes to.
pub(crate) fn client(witness: &Connection) -> String {
    let from = witness.client_ip;
    let Some(hello) = &witness.tls else { return format!("a plain client from {from}") };
    let name = hello.sni.as_ref().map_or(" without a server name".to_owned(), |sni| format!(" for `{sni}`"));
    let offers = hello.alpn.iter().map(|protocol| format!("`{protocol}`")).collect::<Vec<_>>().join(", ");
    let offers = if offers.is_empty() { offers } else { format!(" that offers {offers}") };
    let asks = if witness.postgres { " that asks for TLS as PostgreSQL does" } else { "" };
    format!("a TLS client{name} from {from}{offers}{asks}")
}

/// Where a client comes to, in words.
pub(crate) fn entry_point(name: &str) -> String {
    if name == crate::analysis::ANY_ENTRY_POINT {
        "any entry point".to_owned()
    } else {
        format!("entry point `{name}`")
    }
}

/// The routes of some routers, each once.
pub(crate) fn routes(routers: &[&Router]) -> String {
    let mut names: Vec<String> = routers.iter().map(|router| format!("`{}`", router.object)).collect();
    names.dedup();
    match names.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}
