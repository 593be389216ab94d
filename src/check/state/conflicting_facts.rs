use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Check, Context, Run};
use crate::desired::{Fields, Lint, Traefik};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::{Span, Spanned};

/// Facts on which two files disagree.
pub static CODE: Code = Code {
    name: "conflicting-facts",
    severity: Severity::Warning,
    summary: "two files disagree about the same Traefik: the later one wins",
    explanation: include_str!("conflicting_facts.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `DesiredState` overlays them in the order of the files.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    facts(context, diagnostics);
    levels(context, diagnostics);
}

/// One file cannot set a level twice.
fn levels(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut known: HashMap<&str, &Lint> = HashMap::new();
    for lint in &context.desired.lints {
        let Some(before) = known.insert(&lint.code, lint).filter(|before| before.level != lint.level) else { continue };
        let message = format!("another file sets another level for `{}`: this one counts", lint.code.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, lint.level.span, message)
                .related(before.level.span, "set differently here")
                .help("set each level once, in one file"),
        );
    }
}

fn facts(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut said = context.desired.files.iter().filter_map(|file| file.traefik.as_ref());
    let Some(first) = said.next() else { return };
    let mut known = first.clone();
    for later in said {
        for (key, before, after) in pairs(&known, later) {
            let message = format!("another file sets another `{key}` for the same Traefik: this one counts");
            diagnostics.push(
                Diagnostic::new(&CODE, after, message)
                    .related(before, "set differently here")
                    .help("set each fact once, in one file"),
            );
        }
        known.overlay(later.clone());
    }
}

/// The keys of which both say something, and not the same, with both places.
fn pairs(before: &Traefik, after: &Traefik) -> Vec<(&'static str, Span, Span)> {
    fn differ<T: PartialEq>(before: Option<&Spanned<T>>, after: Option<&Spanned<T>>) -> Option<(Span, Span)> {
        before.zip(after).filter(|(before, after)| before != after).map(|(before, after)| (before.span, after.span))
    }
    let (b, a) = (before, after);
    [
        ("version", differ(b.version.as_ref(), a.version.as_ref())),
        ("allow_cross_namespace", differ(b.allow_cross_namespace.as_ref(), a.allow_cross_namespace.as_ref())),
        (
            "allow_external_name_services",
            differ(b.allow_external_name_services.as_ref(), a.allow_external_name_services.as_ref()),
        ),
        ("allow_empty_services", differ(b.allow_empty_services.as_ref(), a.allow_empty_services.as_ref())),
        ("native_lb_by_default", differ(b.native_lb_by_default.as_ref(), a.native_lb_by_default.as_ref())),
        ("namespaces", differ(b.namespaces.as_ref(), a.namespaces.as_ref())),
        ("ingress_class_name", differ(b.ingress_class_name.as_ref(), a.ingress_class_name.as_ref())),
        (
            "cross_provider_namespaces",
            differ(b.cross_provider_namespaces.as_ref(), a.cross_provider_namespaces.as_ref()),
        ),
        ("safe_naming", differ(b.safe_naming.as_ref(), a.safe_naming.as_ref())),
        (
            "default_tls_resources_namespace",
            differ(b.default_tls_resources_namespace.as_ref(), a.default_tls_resources_namespace.as_ref()),
        ),
        ("default_rule_syntax", differ(b.default_rule_syntax.as_ref(), a.default_rule_syntax.as_ref())),
        ("chart", differ(b.chart.as_ref(), a.chart.as_ref())),
    ]
    .into_iter()
    .filter_map(|(key, places)| places.map(|(before, after)| (key, before, after)))
    .collect()
}
