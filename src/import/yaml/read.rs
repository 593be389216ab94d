use granit_parser::{Event, Parser, ScanError, Span as Range, options};

use super::node::Node;
use super::tree::Tree;
use crate::diagnostic::Diagnostic;
use crate::import::problem::yaml_syntax;
use crate::source::{FileId, Span};

/// Nobody reads further than this.
const ERRORS_AT_MOST: usize = 20;

/// The roots of a file's documents. A document that cannot be read is reported, and the next one is read.
pub fn read(file: FileId, text: &str, diagnostics: &mut Vec<Diagnostic>) -> Vec<Node> {
    let mut parser = Parser::new_from_str_with_options(text, options! { emit_unresolved_aliases: true });
    let mut tree = Tree::default();
    let mut roots = Vec::new();
    let mut errors = 0;
    while let Some(next) = parser.next() {
        let taken = match next {
            Ok((Event::DocumentStart(..), _)) => {
                tree.reset();
                Ok(None)
            }
            Ok((event, range)) => tree.take(event, place(file, &range), diagnostics),
            Err(error) => Err(Box::new(syntax_error(file, text, &error))),
        };
        match taken {
            Ok(root) => roots.extend(root),
            Err(found) => {
                diagnostics.push(*found);
                errors += 1;
                let over = errors == ERRORS_AT_MOST || tree.is_exhausted();
                if over || !parser.proceed_next_document().unwrap_or(false) {
                    break;
                }
            }
        }
    }
    roots
}

fn place(file: FileId, range: &Range) -> Span {
    range.byte_range().map_or(Span::NOWHERE, |range| Span::new(file, range))
}

fn syntax_error(file: FileId, text: &str, error: &ScanError) -> Diagnostic {
    let at = error.marker().byte_offset().unwrap_or(text.len());
    let start = text.floor_char_boundary(at.min(text.len()));
    let end = text.get(start..).and_then(|rest| rest.chars().next()).map_or(start, |letter| start + letter.len_utf8());
    yaml_syntax::diagnostic(Span::new(file, start..end), &error.info())
}
