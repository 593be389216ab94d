use tcpgen::Options;
use tcpgen::question::{Question as _, Subject, Test};
use tcpgen::source::Sources;

/// What the steps are about.
const STATE: &str = include_str!("../../examples/postgres.toml");

/// Any further scenarios end with the same report each time.
pub(super) fn holds(text: &str) {
    let state = format!("{STATE}\n{text}");
    let report = || {
        let subject = Subject::new(Sources::single("fuzz.toml", state.as_str()), Options::default());
        let report = Test { scenarios: Vec::new(), coverage: true }.ask(&subject).ok()?;
        Some(serde_json::to_string(&report).expect("a report can be written"))
    };
    assert_eq!(report(), report());
}
