use tcpgen::Options;
use tcpgen::editor::{Model, complete, hover};
use tcpgen::source::Sources;

/// At any place of any text an editor gets an answer, whose places lie in the text.
pub(super) fn holds(text: &str) {
    let model = Model::new(Sources::single("fuzz.toml", text), Options::default());
    let Some((file, _)) = model.sources().iter().next() else { return };
    let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    // All of a short text, and some of a long one.
    let step = text.chars().count() / 16 + 1;
    for offset in places.step_by(step) {
        let completions = complete(&model, text, offset);
        assert!(
            text.get(completions.range.clone()).is_some(),
            "completes outside of the text: {:?}",
            completions.range
        );
        hover(&model, file, offset);
    }
}
