//! What holds of any input, one function a target: libFuzzer looks for inputs that break it, and `tests/fuzz.rs` tries the seeds
//! and every input that once did.

mod ask;
mod edit;
mod manifest;
mod rule;
mod scenario;
mod sets;
mod state;
mod tool_call;

/// A target: its name, which is that of its seeds, and what it tries.
pub type Target = (&'static str, fn(&str));

/// All targets.
pub const TARGETS: [Target; 8] = [
    ("ask", ask::holds),
    ("edit", edit::holds),
    ("manifest", manifest::holds),
    ("rule", rule::holds),
    ("scenario", scenario::holds),
    ("sets", sets::holds),
    ("state", state::holds),
    ("tool_call", tool_call::holds),
];

/// Tries a target of this name.
pub fn holds(target: &str, text: &str) {
    let found = TARGETS.iter().find(|(name, _)| *name == target);
    found.expect("a target of `TARGETS`").1(text);
}
