use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};

use super::excerpt::Excerpt;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::source::Sources;

/// How the human rendering is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour it (ANSI escape sequences).
    pub colour: bool,
    /// Columns of the terminal; none: 140.
    pub width: Option<usize>,
}

impl Style {
    fn renderer(self) -> Renderer {
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        match self.width {
            Some(width) => renderer.term_width(width.max(40)),
            None => renderer,
        }
    }
}

/// Diagnostics as a person reads them, drawn as rustc draws its own, each followed by an empty line.
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> String {
    let renderer = style.renderer();
    let mut out = String::new();
    for diagnostic in diagnostics {
        let level = level(diagnostic.severity);
        let title = level.primary_title(normalize_untrusted_str(&diagnostic.message)).id(diagnostic.code.name);
        let mut group = title.elements(places(diagnostic, sources));
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(normalize_untrusted_str(help)));
        }
        out.push_str(&renderer.render(&[group]));
        out.push_str("\n\n");
    }
    out
}

/// A message that is about no place: `error: cannot read a.toml: ...`, and under it a help line.
pub fn note(severity: Severity, message: &str, help: Option<&str>, style: Style) -> String {
    let mut groups = vec![Group::with_title(level(severity).primary_title(normalize_untrusted_str(message)))];
    groups.extend(help.map(|help| Group::with_title(Level::HELP.secondary_title(normalize_untrusted_str(help)))));
    let mut out = style.renderer().render(&groups);
    out.push('\n');
    out
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    }
}

/// The place itself, then the related ones: in the same lines as secondary marks, elsewhere as excerpts of their own.
fn places<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Vec<Element<'a>> {
    let mut elements = Vec::new();
    let mut elsewhere: Vec<&Related> = diagnostic.related.iter().collect();
    if let Some(file) = sources.file(diagnostic.span.file) {
        let excerpt = Excerpt::new(file, diagnostic.span.range());
        let mut marks = vec![AnnotationKind::Primary.span(excerpt.place.clone())];
        elsewhere.retain(|related| {
            let same_file = related.span.file == diagnostic.span.file;
            let found = excerpt.find(&related.span.range()).filter(|_| same_file);
            marks.extend(found.clone().map(|place| secondary(related, place)));
            found.is_none()
        });
        draw(&mut elements, file.name(), true, &excerpt, marks);
    }
    for related in elsewhere {
        match sources.file(related.span.file) {
            Some(file) => {
                let excerpt = Excerpt::new(file, related.span.range());
                let mark = secondary(related, excerpt.place.clone());
                draw(&mut elements, file.name(), false, &excerpt, vec![mark]);
            }
            None => elements.push(Level::NOTE.message(normalize_untrusted_str(&related.message)).into()),
        }
    }
    elements
}

fn secondary(related: &Related, place: std::ops::Range<usize>) -> Annotation<'_> {
    AnnotationKind::Context.span(place).label(normalize_untrusted_str(&related.message))
}

/// The origin is written by hand: the renderer knows the excerpt alone, and its columns would count from there.
fn draw<'a>(
    elements: &mut Vec<Element<'a>>,
    name: &'a str,
    primary: bool,
    excerpt: &Excerpt<'a>,
    marks: Vec<Annotation<'a>>,
) {
    let origin = Origin::path(normalize_untrusted_str(name)).line(excerpt.start.line).char_column(excerpt.start.column);
    elements.push(if primary { origin } else { origin }.into());
    elements.push(Snippet::source(excerpt.text).line_start(excerpt.first_line).annotations(marks).into());
}
