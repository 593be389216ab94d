use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};

use super::{Context, RuleView};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// Two routers of one generated name.
pub static CODE: Code = Code {
    name: "router-name-collision",
    severity: Severity::Warning,
    summary: "two routes of different namespaces get one router name: Traefik serves one of them",
    explanation: include_str!("router_name_collision.md"),
};

/// `makeServiceKey` and `makeID` in `pkg/provider/kubernetes/crd/kubernetes.go`.
pub(super) fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<u64, &RuleView<'_>> = HashMap::with_capacity(context.rules.len());
    for rule in &context.rules {
        let name = rule.object.object_ref();
        if !name.namespace.contains('-') && !name.name.contains('-') {
            continue;
        }
        let known = *first.entry(hash(rule)).or_insert(rule);
        let other = known.object.object_ref();
        if other != name && joined(known).eq(joined(rule)) && known.rule.match_text == rule.rule.match_text {
            let message =
                format!("to Traefik `{name}` and `{other}` are one router: their rules and joined names are the same");
            diagnostics.push(
                Diagnostic::new(&CODE, rule.object.span, message)
                    .related(known.object.span, "the other one")
                    .help("rename one of the two; hyphens do not tell namespace and name apart"),
            );
        }
    }
}

/// Of the generated name, without building it.
fn hash(rule: &RuleView<'_>) -> u64 {
    let mut hasher = DefaultHasher::new();
    let name = rule.object.object_ref();
    for part in [name.namespace, "-", name.name, "-", rule.rule.match_text.text.as_str()] {
        hasher.write(part.as_bytes());
    }
    hasher.finish()
}

fn joined<'a>(rule: &RuleView<'a>) -> impl Iterator<Item = u8> + use<'a> {
    let name = rule.object.object_ref();
    name.namespace.bytes().chain(std::iter::once(b'-')).chain(name.name.bytes())
}
