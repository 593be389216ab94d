/// A name longer than this is no slip: comparing takes as long as the two lengths multiplied.
const LONGEST: usize = 1_000;

/// The candidate that `written` most likely meant: at most a third of its letters differ. Letter case is free.
pub fn closest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let letters = written.chars().take(LONGEST + 1).count();
    if letters > LONGEST {
        return None;
    }
    let written = written.to_lowercase();
    let length = written.chars().count();
    let limit = length.div_ceil(3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (candidate, candidate.to_lowercase()))
        // Lengths that differ by more differ in more letters.
        .filter(|(_, lower)| lower.chars().take(length + limit + 1).count().abs_diff(length) <= limit)
        .map(|(candidate, lower)| (strsim::damerau_levenshtein(&written, &lower), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// Whether two names are one in two spellings: letter case and the marks between words do not count. `entryPoints` and
/// `entry_points` are; `route` and `routes` are two names.
pub fn is_same_word(one: &str, other: &str) -> bool {
    fn letters(name: &str) -> impl Iterator<Item = char> {
        name.chars().filter(|letter| !matches!(letter, '_' | '-' | ' ')).flat_map(char::to_lowercase)
    }
    letters(one).eq(letters(other))
}

#[cfg(test)]
mod tests {
    use super::{closest, is_same_word};

    #[test]
    fn spellings_of_one_name_differ_in_case_and_marks_alone() {
        for (one, other, same) in [
            ("entryPoints", "entry_points", true),
            ("ENTRY-POINTS", "entry_points", true),
            ("entrypoint", "entry_points", false),
            ("tags", "tls", false),
            ("host", "port", false),
            ("", "port", false),
        ] {
            assert_eq!(is_same_word(one, other), same, "{one} {other}");
        }
    }

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        assert_eq!(closest("entrypoints", ["sni", "entry_points"]), Some("entry_points"));
        assert_eq!(closest("SNI", ["sni"]), Some("sni"));
        assert_eq!(closest("weight", ["sni", "entry_points"]), None);
    }

    #[test]
    fn a_text_is_no_slip_of_a_name_and_is_not_compared() {
        let text = "x".repeat(1_000_000);
        assert_eq!(closest(&text, ["sni", &text[1..]]), None);
        assert_eq!(closest("sni", ["snl", &text]), Some("snl"));
    }
}
