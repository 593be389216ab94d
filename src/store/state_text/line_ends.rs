use toml_edit::DocumentMut;

/// The byte order mark that some editors put before a text.
const MARK: char = '\u{feff}';

/// The document's text with the line ends, and the byte order mark, of the text that it was made of.
pub(super) fn like(original: &str, document: &DocumentMut) -> String {
    let mut text = document.to_string();
    if original.contains("\r\n") {
        text = text.replace("\r\n", "\n").replace('\n', "\r\n");
    }
    let mark = if original.starts_with(MARK) { MARK.to_string() } else { String::new() };
    let text = text.strip_prefix(MARK).unwrap_or(&text);
    // The first entry may have gone, and the blank line that stood behind it now opens the file.
    let text = if original.starts_with(['\n', '\r']) { text } else { text.trim_start_matches(['\n', '\r']) };
    format!("{mark}{text}")
}
