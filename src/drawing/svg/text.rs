use unicode_width::UnicodeWidthChar;

/// How a line of text is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Name,
    Code,
    Note,
}

impl Style {
    pub fn class(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Code => "code",
            Self::Note => "note",
        }
    }

    pub fn height(self) -> u32 {
        if self == Self::Name { 13 } else { 12 }
    }
}

/// An upper bound for the width of a text in pixels: a picture is shown in its reader's fonts, and no text may overflow its
/// box there. The widths are those of bold DejaVu Sans, the widest of the common fonts.
pub(super) fn width(text: &str, style: Style) -> u32 {
    let per_letter = if style == Style::Code { mono } else { sans };
    let whole: f64 = text.chars().map(|letter| per_letter(letter) * f64::from(style.height())).sum();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and ten million")]
    // No picture is wider.
    let pixels = whole.ceil().min(1e7) as u32;
    pixels
}

/// For each pixel of the font's height.
fn mono(letter: char) -> f64 {
    0.62 * columns(letter)
}

fn sans(letter: char) -> f64 {
    match letter {
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 1.11,
        'A'..='Z' | '&' | '+' | '<' | '>' | '=' | '~' | '#' => 0.86,
        'f' | 'i' | 'j' | 'l' | 'r' | 't' | ' ' | '.' | ',' | ':' | ';' | '/' | '-' | '(' | ')' | '\'' | '`' => 0.5,
        other if other.is_ascii() => 0.73,
        other => 0.56 * columns(other).max(1.8),
    }
}

fn columns(letter: char) -> f64 {
    f64::from(u32::try_from(letter.width().unwrap_or(0)).unwrap_or(0))
}
