use toml_edit::{Array, Value};

/// An element with the comments that are its own.
struct Element {
    value: Value,
    /// From the line's end before it: comments of their own lines, and the indent.
    before: String,
    /// On its line, behind the comma.
    behind: String,
}

/// Brings an array to hold `wanted`, in this order. Elements that stay keep their layout and their comments. `old` says
/// in the short forms what the elements are now.
pub(super) fn merge<'v>(array: &mut Array, wanted: impl IntoIterator<Item = &'v Value>, old: Option<&Array>) {
    let several_lines = array.iter().any(|value| prefix(value).contains('\n'));
    let (opening, mut elements, closing) = taken_apart(array);
    let plain_old: Vec<String> = match old {
        Some(old) if old.len() == elements.len() => old.iter().map(plain).collect(),
        _ => elements.iter().map(|element| plain(&element.value)).collect(),
    };
    let end = elements.last().map(|last| last.behind.clone()).unwrap_or_default();
    let layout = elements.first().map(|element| indent(&element.before)).unwrap_or_default();
    let mut places: Vec<Option<String>> = plain_old.into_iter().map(Some).collect();
    let mut kept: Vec<Option<Element>> = elements.drain(..).map(Some).collect();
    let mut result = Vec::new();
    for value in wanted {
        let text = plain(value);
        let at = places.iter().position(|known| known.as_ref() == Some(&text));
        let known = at.and_then(|at| {
            places[at] = None;
            kept[at].take()
        });
        result.push(known.unwrap_or_else(|| Element {
            value: bare(value),
            before: layout.clone(),
            behind: String::new(),
        }));
    }
    if !several_lines && let Some(last) = result.last_mut() {
        last.behind = end;
    }
    put_together(array, result, &opening, &closing, several_lines);
}

fn taken_apart(array: &Array) -> (String, Vec<Element>, String) {
    let mut opening = String::new();
    let mut elements: Vec<Element> = Vec::new();
    for value in array {
        let (behind, before) = at_line_end(&prefix(value));
        match elements.last_mut() {
            Some(last) => last.behind.push_str(&behind),
            None => opening = behind,
        }
        let suffix = value.decor().suffix().and_then(|text| text.as_str()).unwrap_or_default().to_owned();
        elements.push(Element { value: bare(value), before, behind: suffix });
    }
    let trailing = array.trailing().as_str().unwrap_or_default();
    let Some(last) = elements.last_mut() else { return (opening, elements, trailing.to_owned()) };
    let (behind, closing) = at_line_end(&format!("{}{trailing}", last.behind));
    last.behind = behind;
    (opening, elements, closing)
}

fn put_together(array: &mut Array, elements: Vec<Element>, opening: &str, closing: &str, several_lines: bool) {
    let comma = array.trailing_comma();
    array.clear();
    let mut behind = opening.to_owned();
    for (at, element) in elements.into_iter().enumerate() {
        let before = match (several_lines, at) {
            (true, _) => element.before,
            (false, 0) => String::new(),
            (false, _) => " ".to_owned(),
        };
        let mut value = element.value;
        value.decor_mut().set_prefix(if several_lines || at == 0 { format!("{behind}{before}") } else { before });
        value.decor_mut().set_suffix("");
        array.push_formatted(value);
        behind = element.behind;
    }
    // A comment behind the last element would take the comma with it.
    array.set_trailing_comma((comma || behind.contains('#')) && !array.is_empty());
    array.set_trailing(if several_lines || array.is_empty() { format!("{behind}{closing}") } else { behind });
}

fn prefix(value: &Value) -> String {
    value.decor().prefix().and_then(|text| text.as_str()).unwrap_or_default().to_owned()
}

/// The text up to the end of the line, and the rest.
fn at_line_end(text: &str) -> (String, String) {
    let end = text.find('\n').unwrap_or(text.len());
    let (line, rest) = text.split_at(end);
    (line.to_owned(), rest.to_owned())
}

/// A line's end and the indent of an element, without the comments above it.
fn indent(before: &str) -> String {
    before.rfind('\n').map(|at| before[at..].to_owned()).unwrap_or_default()
}

fn bare(value: &Value) -> Value {
    let mut value = value.clone();
    value.decor_mut().clear();
    value
}

fn plain(value: &Value) -> String {
    bare(value).to_string()
}
