//! A new key in a table of a state file, written as its other keys are.

use crate::desired::Route;
use crate::diagnostic::Edit;
use crate::source::{Sources, Span};

/// The edit that gives the table at `table` a key, `line` being `key = value`: behind the first of `keys` that is
/// there, or under the table's header. None where no place for it can be found.
pub(crate) fn insert(
    sources: &Sources,
    table: Span,
    keys: impl IntoIterator<Item = (&'static str, Option<Span>)>,
    line: &str,
) -> Option<Edit> {
    let anchor = keys.into_iter().find_map(|(key, span)| Some((key, span?)));
    if let Some((key, span)) = anchor {
        if table.contains(span) {
            return Some(Edit { span: behind(span), text: format!(", {line}") });
        }
        return line_behind(sources, span, &table_of(sources, key, span)?, line);
    }
    let header = sources.slice(table);
    let is_header = header.starts_with('[') && !header.starts_with("[[");
    if is_header { line_behind(sources, table, "", line) } else { None }
}

/// What precedes `key` on its line: indentation, and `pg.` where the key is `pg.sni`.
fn table_of(sources: &Sources, key: &str, value: Span) -> Option<String> {
    let before = sources.file(value.file)?.text().get(..value.start as usize)?;
    let line = before.rsplit('\n').next()?.trim_end().strip_suffix('=')?.trim_end();
    let quotes =
        ['"', '\''].into_iter().find_map(|quote| line.strip_suffix(quote)?.strip_suffix(key)?.strip_suffix(quote));
    let table = quotes.or_else(|| line.strip_suffix(key))?;
    let named = table.trim_end();
    (named.is_empty() || named.ends_with('.')).then(|| table.to_owned())
}

/// A line of its own behind the one on which `place` ends, so that a comment there stays.
fn line_behind(sources: &Sources, place: Span, table: &str, line: &str) -> Option<Edit> {
    let text = sources.file(place.file)?.text();
    let (before, rest) = text.split_at_checked(place.end as usize)?;
    let behind = rest.split_inclusive('\n').next().unwrap_or(rest);
    // The last line may have no end of its own: the one before has.
    let ended = if behind.ends_with('\n') { behind } else { before.trim_end_matches(|letter| letter != '\n') };
    let newline = if ended.ends_with("\r\n") { "\r\n" } else { "\n" };
    let end = place.end as usize + behind.trim_end_matches(['\r', '\n']).len();
    Some(Edit { span: Span::new(place.file, end..end), text: format!("{newline}{table}{line}") })
}

fn behind(span: Span) -> Span {
    Span { start: span.end, ..span }
}

/// The edit that gives `route` the key `tls`: behind `sni` or `match`, or, as `tls` is the whole route's, outside its
/// `rules`. None where no place for it can be found.
pub(crate) fn insert_tls(sources: &Sources, route: &Route, value: &str) -> Option<Edit> {
    let keys = [
        ("sni", route.sni.as_ref().map(|sni| sni.span)),
        ("match", route.match_.as_ref().map(|text| text.span)),
        ("entry_points", route.entry_points.as_ref().map(|names| names.span)),
        ("protocol", route.protocol.as_ref().map(|protocol| protocol.span)),
        ("ingress_class_name", route.ingress_class_name.as_ref().map(|class| class.span)),
    ];
    insert(sources, route.span, keys, &format!("tls = {value}"))
}
