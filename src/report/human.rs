use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{
    Annotation, AnnotationKind, Element, Group, Level, Renderer, Snippet, normalize_untrusted_str,
};

use super::excerpt::Excerpt;
use super::uri::explanation;
use crate::diagnostic::{Diagnostic, Related, Severity};
use crate::escape::{Shown, line};
use crate::source::Sources;

/// Nobody reads further than this; programs get all of them in the other formats.
const AT_MOST: usize = 1000;

/// How the human rendering is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    /// Whether to colour it (ANSI escape sequences).
    pub colour: bool,
    /// Whether codes lead to their explanations (OSC 8).
    pub links: bool,
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
pub fn human(diagnostics: &[Diagnostic], sources: &Sources, style: Style) -> Shown {
    let renderer = style.renderer();
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(AT_MOST) {
        let mut drawing = Drawing::default();
        drawing.places(diagnostic, sources);
        let title = level(diagnostic.severity).primary_title(clean(&diagnostic.message));
        let title = title.id(diagnostic.code.name);
        let title = if style.links { title.id_url(explanation(diagnostic.code)) } else { title };
        let mut group = title.elements(drawing.elements);
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(clean(help)));
        }
        let mut text = renderer.render(&[group]);
        for (seen, meant) in &drawing.corrections {
            text = text.replacen(seen, meant, 1);
        }
        out.push_str(&text);
        out.push_str("\n\n");
    }
    if diagnostics.len() > AT_MOST {
        let _ = writeln!(out, "these are the first {AT_MOST}; `tcpgen check --format json` has all\n");
    }
    Shown::coloured(&out)
}

/// A message that is about no place: `error: cannot read a.toml: ...`, under it the lines of an excerpt, and help, the first of
/// whose lines has the label.
pub fn note(severity: Severity, message: &str, help: &[&str], excerpt: &[String], style: Style) -> Shown {
    let renderer = style.renderer();
    let excerpt = excerpt.iter().fold(String::new(), |all, shown| all + "\n  " + &line(shown));
    let mut out = renderer.render(&[Group::with_title(level(severity).primary_title(clean(message) + &excerpt))]);
    out.push('\n');
    if !help.is_empty() {
        let lines: Vec<String> = help.iter().map(|one| clean(one)).collect();
        let title = Level::HELP.secondary_title(lines.join("\n"));
        out.push_str(&renderer.render(&[Group::with_title(title)]));
        out.push('\n');
    }
    Shown::coloured(&out)
}

/// Text of others: it stays within its line, and nothing in it steers the terminal.
fn clean(text: &str) -> String {
    normalize_untrusted_str(&line(text))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::INFO.with_name("advice"),
    }
}

/// The excerpts of one diagnostic.
#[derive(Default)]
struct Drawing<'a> {
    elements: Vec<Element<'a>>,
    /// Places as the renderer counts them from a cropped line, and as they are.
    corrections: Vec<(String, String)>,
}

impl<'a> Drawing<'a> {
    /// The place itself, then the related ones: in the same lines as secondary marks, elsewhere as excerpts of their own.
    fn places(&mut self, diagnostic: &'a Diagnostic, sources: &'a Sources) {
        let mut elsewhere: Vec<&Related> = diagnostic.related.iter().collect();
        if let Some(file) = sources.file(diagnostic.span.file) {
            let excerpt = Excerpt::new(file, diagnostic.span.range());
            let mut marks = vec![AnnotationKind::Primary.span(excerpt.place.clone())];
            elsewhere.retain(|related| {
                let here = related.span.file == diagnostic.span.file;
                let place = if here { excerpt.find(&related.span.range()) } else { None };
                let is_elsewhere = place.is_none();
                marks.extend(place.map(|place| secondary(related, place)));
                is_elsewhere
            });
            self.draw(file.name(), &excerpt, marks);
        }
        for related in elsewhere {
            let Some(file) = sources.file(related.span.file) else {
                self.elements.push(Level::NOTE.message(clean(&related.message)).into());
                continue;
            };
            let excerpt = Excerpt::new(file, related.span.range());
            let mark = secondary(related, excerpt.place.clone());
            self.draw(file.name(), &excerpt, vec![mark]);
        }
    }

    fn draw(&mut self, name: &str, excerpt: &Excerpt<'a>, marks: Vec<Annotation<'a>>) {
        let name = clean(name);
        if let Some((seen, meant)) = excerpt.wrong_column() {
            let origin = |column| format!("{name}:{}:{column}", excerpt.start.line);
            self.corrections.push((origin(seen), origin(meant)));
        }
        let snippet = Snippet::source(excerpt.text).path(name).line_start(excerpt.first_line).annotations(marks);
        self.elements.push(snippet.into());
    }
}

fn secondary<'a>(related: &Related, place: Range<usize>) -> Annotation<'a> {
    AnnotationKind::Context.span(place).label(clean(&related.message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;
    use crate::source::{SourceFile, Span};

    static CODE: Code = Code { name: "a-code", severity: Severity::Warning, summary: "", explanation: "" };

    fn drawn(text: &str, range: Range<usize>) -> String {
        let sources = Sources::single("a.toml", text);
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        human(&[Diagnostic::new(&CODE, Span::new(file, range), "wrong")], &sources, Style::default()).to_string()
    }

    #[test]
    fn a_diagnostic_looks_like_the_compilers() {
        let mut sources = Sources::default();
        let near = sources.add(SourceFile::new("a.toml", "[a]\nb = \"漢字\" # c\n"));
        let far = sources.add(SourceFile::new("dir/b.toml", "\n\tx = 1\r\n"));
        let found = Diagnostic::new(&CODE, Span::new(near, 8..16), "this is wrong")
            .related(Span::new(near, 4..5), "of this key")
            .related(Span::new(far, 2..3), "first here")
            .related(Span::NOWHERE, "and in the cluster")
            .help("write `c`");
        assert_eq!(
            human(&[found], &sources, Style::default()).as_str(),
            "warning[a-code]: this is wrong
 --> a.toml:2:5
  |
2 | b = \"漢字\" # c
  | -   ^^^^^^
  | |
  | of this key
  |
 ::: dir/b.toml:2:2
  |
2 |     x = 1
  |     - first here
  |
  = note: and in the cluster
  = help: write `c`

"
        );
    }

    #[test]
    fn places_at_the_edges_are_shown_where_json_says_they_are() {
        for (text, range, place) in [
            ("a = 1", 5..5, "1:6"),
            ("a = 1\n", 6..6, "2:1"),
            ("a = 1\r\n", 5..7, "1:6"),
            ("", 0..0, "1:1"),
            ("ab\ncd", 1..5, "1:2"),
            ("a = 1\nb", 99..100, "2:2"),
        ] {
            let drawn = drawn(text, range);
            assert!(drawn.contains(&format!("--> a.toml:{place}\n")), "{text:?}\n{drawn}");
            assert!(drawn.contains('^'), "{text:?}\n{drawn}");
        }
    }

    #[test]
    fn a_line_of_a_megabyte_is_shown_in_part_and_its_columns_are_true() {
        let text = format!("a = 1\nb = \"{}\" # {}", "x".repeat(500_000), "y".repeat(500_000));
        let drawn = drawn(&text, 500_010..500_011);
        assert!(drawn.contains("--> a.toml:2:500005\n") && drawn.contains("..."), "{drawn}");
        assert!(drawn.len() < 2000);
    }

    #[test]
    fn control_characters_of_a_hostile_name_are_not_sent_to_the_terminal() {
        let sources = Sources::single("a\u{1b}[31m.toml", "\u{1b}]0;x\u{7}");
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        let found = Diagnostic::new(&CODE, Span::new(file, 0..1), "no \u{1b}[2J").help("\u{1b}c");
        let drawn = human(&[found], &sources, Style::default()).to_string();
        assert!(!drawn.contains(['\u{1b}', '\u{7}']), "{drawn:?}");
    }

    #[test]
    fn what_nobody_would_read_is_counted_alone() {
        let sources = Sources::single("a.toml", "a = 1\n");
        let file = sources.iter().next().map(|(id, _)| id).unwrap();
        let found = vec![Diagnostic::new(&CODE, Span::new(file, 0..1), "wrong"); AT_MOST + 5];
        let drawn = human(&found, &sources, Style::default()).to_string();
        assert_eq!(drawn.matches("wrong").count(), AT_MOST);
        assert!(drawn.ends_with("\n\nthese are the first 1000; `tcpgen check --format json` has all\n\n"), "{drawn}");
    }

    #[test]
    fn a_note_has_no_place() {
        let text = note(Severity::Error, "cannot read `a`", &["name another file"], &[], Style::default());
        assert_eq!(text.as_str(), "error: cannot read `a`\nhelp: name another file\n");
    }
}
