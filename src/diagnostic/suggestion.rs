/// The candidate that `written` most likely meant: at most a third of its letters differ. Letter case is free.
pub fn closest<'c>(written: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let written = written.to_lowercase();
    let limit = written.chars().count().div_ceil(3).min(4);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&written, &candidate.to_lowercase()), candidate))
        .filter(|&(distance, _)| distance <= limit)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        assert_eq!(closest("entrypoints", ["sni", "entry_points"]), Some("entry_points"));
        assert_eq!(closest("SNI", ["sni"]), Some("sni"));
        assert_eq!(closest("weight", ["sni", "entry_points"]), None);
    }
}
