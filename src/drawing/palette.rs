use super::level::Level;

/// A colour on light ground and on dark, as in www/src/theme.css, with which a test compares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Colour {
    pub light: &'static str,
    pub dark: &'static str,
}

const fn colour(light: &'static str, dark: &'static str) -> Colour {
    Colour { light, dark }
}

pub(super) const SURFACE: Colour = colour("#ffffff", "#1a1e24");
pub(super) const SUNKEN: Colour = colour("#eef0f3", "#0f1216");
pub(super) const BORDER: Colour = colour("#7f8895", "#6f7986");
pub(super) const TEXT: Colour = colour("#1a2028", "#e3e7ec");
pub(super) const MUTED: Colour = colour("#565f6b", "#a2abb7");
pub(super) const ACCENT: Colour = colour("#0a666d", "#63c6ce");
pub(super) const ACCENT_SOFT: Colour = colour("#dff0f1", "#16343a");
const ERROR: Colour = colour("#b0241c", "#ff9d94");
const ERROR_SOFT: Colour = colour("#fcebe9", "#3a201f");
const WARNING: Colour = colour("#875100", "#efb957");
const WARNING_SOFT: Colour = colour("#fcf1dc", "#362a14");
const ADVICE: Colour = colour("#2b5a9b", "#8fb8f0");
const ADVICE_SOFT: Colour = colour("#e7effa", "#1a2a40");

/// The line around a box of this level.
pub(super) fn stroke(level: Level) -> Colour {
    match level {
        Level::Fine => BORDER,
        Level::Advice => ADVICE,
        Level::Warning => WARNING,
        Level::Error => ERROR,
    }
}

/// The ground of a box of this level.
pub(super) fn ground(level: Level) -> Colour {
    match level {
        Level::Fine => SURFACE,
        Level::Advice => ADVICE_SOFT,
        Level::Warning => WARNING_SOFT,
        Level::Error => ERROR_SOFT,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_page() {
        let theme = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/www/src/theme.css")).unwrap();
        let named = [
            ("surface", SURFACE),
            ("sunken", SUNKEN),
            ("border-strong", BORDER),
            ("text", TEXT),
            ("muted", MUTED),
            ("accent", ACCENT),
            ("accent-soft", ACCENT_SOFT),
            ("error", ERROR),
            ("error-soft", ERROR_SOFT),
            ("warning", WARNING),
            ("warning-soft", WARNING_SOFT),
            ("advice", ADVICE),
            ("advice-soft", ADVICE_SOFT),
        ];
        for (name, Colour { light, dark }) in named {
            assert!(theme.contains(&format!("--tcpgen-{name}: light-dark({light}, {dark});")), "{name}");
        }
    }
}
