use super::element::Element;
use super::judge::{Judged, Snippet};
use crate::diagnostic::Diagnostic;
use crate::drawing::{DrawingFormat, Graph, draw};
use crate::escape::line;
use crate::question::{Compile, Outline, Question as _};
use crate::report::uri::encoded;

/// What a page shows of an example without JavaScript: its findings, its diagram and its manifests, as far as its fence asks for
/// them. None if there is nothing to show.
pub fn output(snippet: &Snippet, judged: &Judged) -> Option<Element> {
    let parts = [findings(snippet, judged), diagram(snippet, judged), manifests(snippet, judged)];
    let parts: Vec<Element> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| Element::new("div", parts).with("class", "tcpgen-output"))
}

fn findings(snippet: &Snippet, judged: &Judged) -> Option<Element> {
    let found = &judged.subject.compilation.diagnostics;
    let items = found.iter().map(|one| finding(snippet, judged, one));
    (!found.is_empty()).then(|| Element::new("ul", items).with("class", "tcpgen-findings"))
}

fn finding(snippet: &Snippet, judged: &Judged, one: &Diagnostic) -> Element {
    let severity = one.severity.name();
    let place = match judged.subject.sources.position(one.span) {
        Some((start, _)) => format!(", line {}: ", start.line.saturating_sub(snippet.line)),
        None => ": ".to_owned(),
    };
    let mut parts = vec![
        Element::new("strong", [Element::text(severity)]),
        Element::text(" "),
        Element::new("code", [Element::text(one.code.name)]),
        Element::text(place),
    ];
    parts.extend(worded(&one.message));
    if let Some(help) = &one.help {
        parts.push(Element::text(" ("));
        parts.extend(worded(help));
        parts.push(Element::text(")"));
    }
    Element::new("li", parts).with("class", format!("tcpgen-{severity}"))
}

/// Sets what a message has between backticks as code.
fn worded(message: &str) -> impl Iterator<Item = Element> {
    let pieces: Vec<String> = line(message).split('`').map(str::to_owned).collect();
    pieces.into_iter().enumerate().map(|(place, piece)| match place % 2 {
        0 => Element::text(piece),
        _ => Element::new("code", [Element::text(piece)]),
    })
}

/// A picture, so that its styles are not the page's, and a page may allow it with `img-src data:`. Pages are sent compressed,
/// and codes of bytes shrink as base64 does not.
fn diagram(snippet: &Snippet, judged: &Judged) -> Option<Element> {
    let outlined = snippet.fence.shows("diagram").then(|| Outline.ask(&judged.subject).ok())??;
    if outlined.routers.is_empty() {
        return None;
    }
    let svg = draw(&Graph::new(&outlined, &judged.subject), DrawingFormat::Svg);
    let routers: Vec<String> = outlined.routers.iter().map(|router| router.router.to_string()).collect();
    let picture = Element::new("img", [])
        .with("src", format!("data:image/svg+xml,{}", encoded(&svg)))
        .with("alt", format!("The ways through Traefik by {}", line(&routers.join(", "))));
    Some(details(snippet, "diagram", "Diagram", picture))
}

fn manifests(snippet: &Snippet, judged: &Judged) -> Option<Element> {
    let yaml = snippet.fence.shows("yaml").then(|| Compile.ask(&judged.subject).ok())??.yaml;
    if yaml.is_empty() {
        return None;
    }
    let code = Element::new("code", [Element::text(yaml)]).with("class", "language-yaml");
    Some(details(snippet, "yaml", "Manifests", Element::new("pre", [code])))
}

/// Open if the fence names the view.
fn details(snippet: &Snippet, view: &str, title: &str, content: Element) -> Element {
    let details = Element::new("details", [Element::new("summary", [Element::text(title)]), content]);
    if snippet.fence.names(view) { details.with("open", "") } else { details }
}
