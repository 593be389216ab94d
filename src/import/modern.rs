use super::problem::manifest_changed;
use crate::diagnostic::Diagnostic;
use crate::resource::{
    ApiGroup, IntOrString, MANAGED_BY, MANAGER, MatchText, MiddlewareTcp, Object, Resources, RouteTcp, Spec,
};
use crate::rule::{self, Syntax};
use crate::source::{Span, Spanned};

/// Turns what a state file cannot say, or Traefik v3 does not serve, into what it can, and says so: v2's API group, allow
/// lists by their old name, v2's rule syntax, ports that are numbers in quotes, and other managers' labels.
pub fn modernise(resources: &mut Resources, diagnostics: &mut Vec<Diagnostic>) {
    groups(resources, diagnostics);
    managers(resources, diagnostics);
    for object in resources.objects_mut() {
        let of_v2 = object.group == ApiGroup::TraefikContainoUs;
        object.group = ApiGroup::TraefikIo;
        match &mut object.spec {
            Spec::MiddlewareTcp(middleware) => allow_list(middleware, object.span, diagnostics),
            Spec::IngressRouteTcp(route) => {
                for rule in &mut route.routes {
                    ports(rule, diagnostics);
                    if of_v2 {
                        match_text(rule, diagnostics);
                    } else {
                        templates(rule, diagnostics);
                    }
                }
            }
            _ => {}
        }
    }
}

/// "1 object says" or "7 objects say".
fn count(objects: &[&Object], one: &str, many: &str) -> String {
    if objects.len() == 1 { format!("1 object {one}") } else { format!("{} objects {many}", objects.len()) }
}

fn groups(resources: &Resources, diagnostics: &mut Vec<Diagnostic>) {
    let old: Vec<&Object> =
        resources.objects().iter().filter(|object| object.group == ApiGroup::TraefikContainoUs).collect();
    let Some(first) = old.first() else { return };
    let what = count(&old, "is of", "are of");
    diagnostics.push(manifest_changed::diagnostic(
        first.span,
        format!(
            "{what} `traefik.containo.us/v1alpha1`, which Traefik v3 does not serve: `traefik.io/v1alpha1` is written"
        ),
        "import writes for Traefik v3, and translates v2's spellings and rules with it",
    ));
}

fn managers(resources: &mut Resources, diagnostics: &mut Vec<Diagnostic>) {
    let mut managers: Vec<String> = Vec::new();
    for label in resources.objects().iter().filter_map(|object| object.metadata.labels.get(MANAGED_BY)) {
        if label.as_str() != MANAGER && !managers.iter().any(|known| known == label.as_str()) {
            managers.push(label.as_str().to_owned());
        }
    }
    for manager in managers {
        let has = |object: &&Object| object.metadata.labels.get(MANAGED_BY).is_some_and(|by| by.as_str() == manager);
        let theirs: Vec<&Object> = resources.objects().iter().filter(has).collect();
        let place = theirs.first().and_then(|object| object.metadata.labels.get(MANAGED_BY)).map(|by| by.span);
        let what = count(&theirs, "has", "have");
        diagnostics.push(manifest_changed::diagnostic(
            place.unwrap_or_default(),
            format!("{what} `{MANAGED_BY}: {manager}`; tcpgen writes `{MANAGER}` there"),
            format!("take the objects out of what `{manager}` applies, or two will manage them"),
        ));
    }
    for object in resources.objects_mut() {
        if let Some(by) = object.metadata.labels.remove(MANAGED_BY) {
            let key = Spanned::new(MANAGED_BY.into(), by.span);
            object.metadata.labels.set(key, Spanned::new(MANAGER.into(), by.span));
        }
    }
}

fn allow_list(middleware: &mut MiddlewareTcp, place: Span, diagnostics: &mut Vec<Diagnostic>) {
    let Some(old) = middleware.ip_white_list.take() else { return };
    let at = if old.source_range.span.is_nowhere() { place } else { old.source_range.span };
    if middleware.ip_allow_list.is_some() {
        // Traefik takes the allow list where both stand (`pkg/server/middleware/tcp/middlewares.go`).
        diagnostics.push(manifest_changed::diagnostic(
            at,
            "`ipWhiteList` beside `ipAllowList` does nothing and is left out",
            "Traefik serves one type of a middleware: here the `ipAllowList`",
        ));
        return;
    }
    middleware.ip_allow_list = Some(old);
    diagnostics.push(manifest_changed::diagnostic(
        at,
        "`ipWhiteList` is written as `ip_allow_list`",
        "Traefik v3 has `ipWhiteList` as a deprecated name for the same thing",
    ));
}

/// Kubernetes takes a port in quotes for a port's name, and such names have a letter.
fn ports(rule: &mut RouteTcp, diagnostics: &mut Vec<Diagnostic>) {
    for service in &mut rule.services {
        let IntOrString::String(text) = &service.port else { continue };
        let Ok(number) = text.parse() else { continue };
        diagnostics.push(manifest_changed::diagnostic(
            text.span,
            format!("the port `\"{}\"` is a string, which names no port; the number is written", text.as_str()),
            "Traefik looks for a port of this name and finds none: the service is left out of the route",
        ));
        service.port = IntOrString::Int(Spanned::new(number, text.span));
    }
}

/// Templates of v2 in a rule of v3, where they match nothing: what they were written for.
fn templates(rule: &mut RouteTcp, diagnostics: &mut Vec<Diagnostic>) {
    let is_v3 = rule.syntax.as_ref().is_none_or(|syntax| Syntax::from_written(syntax) == Syntax::V3);
    let text = rule.match_text.text.clone();
    let Some(parsed) = rule::parse(&text, Syntax::V3).ok().filter(|_| is_v3) else { return };
    let mut translated = text.to_string();
    let meant: Vec<_> = parsed
        .patterns()
        .filter_map(|(matcher, pattern, _)| Some((matcher.argument.clone(), rule::v3_of_template(pattern.source())?)))
        .collect();
    for (place, meant) in meant.into_iter().rev() {
        translated.replace_range(place, &format!("`{meant}`"));
    }
    if translated == text.as_str() {
        return;
    }
    let place = rule.match_text.span;
    diagnostics.push(manifest_changed::diagnostic(
        place,
        format!("a template of Traefik v2, which matches no name in v3, is translated: ``{translated}``"),
        "as it was written, the rule matched nothing; compare it with what you meant",
    ));
    rule.match_text = MatchText { text: translated.into(), span: place, made_from: Vec::new(), written: false };
}

/// A rule that Traefik v2 reads, in v3's language where that says exactly the same.
fn match_text(rule: &mut RouteTcp, diagnostics: &mut Vec<Diagnostic>) {
    let text = rule.match_text.text.clone();
    let place = rule.match_text.span;
    let mut keep = |rule: &mut RouteTcp, why: &str| {
        rule.syntax = Some(Spanned::new("v2".into(), place));
        let what = format!("this rule is kept in v2's syntax, with `syntax = \"v2\"`: {why}");
        diagnostics.push(manifest_changed::diagnostic(place, what, "rewrite it in v3 syntax; v2's is deprecated"));
    };
    rule.syntax = None;
    let Ok(v2) = rule::parse(&text, Syntax::V2) else {
        return keep(rule, "Traefik v2 does not take it either");
    };
    let same = |text: &str| rule::parse(text, Syntax::V3).is_ok_and(|v3| v3.expression().is_same_as(v2.expression()));
    if same(&text) {
        return;
    }
    let translated = v2.to_string();
    if !same(&translated) {
        return keep(rule, "v3's syntax has no word for it");
    }
    let computed = rule.priority.is_none_or(|priority| priority.value == 0);
    let length = v2.default_priority();
    let kept_priority =
        computed && rule::parse(&translated, Syntax::V3).is_ok_and(|v3| v3.default_priority() != length);
    if kept_priority {
        rule.priority = Some(Spanned::new(length, place));
    }
    let priority =
        if kept_priority { format!(", with `priority = {length}`, the old text's length") } else { String::new() };
    diagnostics.push(manifest_changed::diagnostic(
        place,
        format!("this rule is translated from v2's syntax into ``{translated}``{priority}"),
        "it matches the same connections; compare it with what you meant",
    ));
    rule.match_text = MatchText { text: translated.into(), span: place, made_from: Vec::new(), written: false };
}
