use foldhash::{HashMap, HashMapExt as _};

use crate::check::service::duration::nanoseconds;
use crate::check::{Check, Context, Run};
use crate::desired::{EntryPoint, Fields, FoundEntryPoints, IntOrText, Lint, Named, Traefik};
use crate::diagnostic::{Code, Diagnostic, Severity, closest};
use crate::source::{Span, Spanned, Text};
use crate::source_range::spelled;
use crate::traefik::TraefikVersion;

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
    entry_points(context, diagnostics);
    levels(context, diagnostics);
}

/// Entry points that are written, against those that were found where Traefik has them.
fn entry_points(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let FoundEntryPoints { found, written } = &context.desired.found;
    let known: HashMap<&str, &Named<EntryPoint>> = found.iter().map(|entry| (entry.key.as_str(), entry)).collect();
    let Some(first) = found.first() else { return };
    for entry in written {
        let name = entry.key.as_str();
        let Some(theirs) = known.get(name) else {
            let near = closest(name, known.keys().copied());
            let message = format!("Traefik's configuration has no entry point `{name}`");
            let diagnostic = Diagnostic::new(&CODE, entry.key.span, message).related(first.key.span, "has these");
            let help = near.map(|near| format!("did you mean `{near}`?"));
            diagnostics.push(diagnostic.help(help.unwrap_or_else(|| "add it there, or remove it here".to_owned())));
            continue;
        };
        for (key, ours, found) in differing(&entry.body, &theirs.body) {
            let message = format!(
                "Traefik's configuration sets another `{key}` for the entry point `{name}`, which takes precedence"
            );
            let diagnostic = Diagnostic::new(&CODE, ours, message).related(found, "set differently here");
            diagnostics.push(diagnostic.help("write what Traefik has, or leave it out"));
        }
    }
}

/// The keys that both set, and not to the same, with both places.
fn differing(ours: &EntryPoint, theirs: &EntryPoint) -> Vec<(&'static str, Span, Span)> {
    fn number(one: Option<Spanned<i64>>, other: Option<Spanned<i64>>) -> Option<(Span, Span)> {
        one.zip(other).filter(|(one, other)| one.value != other.value).map(|(one, other)| (one.span, other.span))
    }
    let flag = |one: Option<Spanned<bool>>, other: Option<Spanned<bool>>| {
        // What is found and not on is off.
        let one = one.filter(|flag| flag.value != other.is_some_and(|other| other.value))?;
        Some((one.span, other.map_or(theirs.span, |other| other.span)))
    };
    let length = |duration: &IntOrText| nanoseconds(&duration.as_duration());
    let timeout = ours.read_timeout.as_ref().zip(theirs.read_timeout.as_ref());
    let timeout = timeout.filter(|(one, other)| length(one) != length(other));
    [
        ("port", number(ours.port, theirs.port)),
        ("exposed_port", number(ours.exposed_port, theirs.exposed_port)),
        ("as_default", flag(ours.as_default, theirs.as_default)),
        ("read_timeout", timeout.map(|(one, other)| (one.span(), other.span()))),
        ("proxy_protocol", trusted(ours, theirs)),
    ]
    .into_iter()
    .filter_map(|(key, places)| places.map(|(ours, theirs)| (key, ours, theirs)))
    .collect()
}

fn trusted(ours: &EntryPoint, theirs: &EntryPoint) -> Option<(Span, Span)> {
    let ranges = |one: &EntryPoint| {
        let written = one.proxy_protocol.iter().filter_map(|protocol| protocol.trusted.as_ref());
        spelled(written.flat_map(|ranges| ranges.iter()).map(Text::as_str))
    };
    let written = ours.proxy_protocol.as_ref().filter(|_| ranges(ours) != ranges(theirs))?;
    Some((written.span, theirs.proxy_protocol.as_ref().map_or(theirs.span, |protocol| protocol.span)))
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

/// The keys that both set, and not to the same, with both places.
fn pairs(before: &Traefik, after: &Traefik) -> Vec<(&'static str, Span, Span)> {
    fn differ<T: PartialEq>(before: Option<&Spanned<T>>, after: Option<&Spanned<T>>) -> Option<(Span, Span)> {
        before.zip(after).filter(|(before, after)| before != after).map(|(before, after)| (before.span, after.span))
    }
    // A minor version is no other than one of its patches.
    let versions = |before: Option<&Text>, after: Option<&Text>| {
        differ(before, after).filter(|_| {
            let (before, after) = (before.map_or("", Text::as_str), after.map_or("", Text::as_str));
            let found = TraefikVersion::parse(after);
            !found.is_some_and(|found| found.is_meant_by(before))
        })
    };
    let (b, a) = (before, after);
    [
        ("version", versions(b.version.as_ref(), a.version.as_ref())),
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
