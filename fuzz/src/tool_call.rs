use serde_json::{Value, json};
use tcpgen::source::Sources;
use tcpgen::{Options, Session, compile};

/// What the calls change.
const STATE: &str = include_str!("../../examples/postgres.toml");

/// Any message of an agent, a tool's name and its arguments, is answered, and what it changes is a state without errors.
pub(super) fn holds(text: &str) {
    let (tool, arguments) = text.split_once('\n').unwrap_or((text, ""));
    let Ok(arguments) = serde_json::from_str::<Value>(arguments) else { return };
    let mut session = Session::new(STATE);
    let answer = session.call(tool, &arguments);
    assert!(answer["status"].is_string(), "{answer}");
    if answer["status"] == json!("error") {
        assert_eq!(session.source(), STATE, "a refused call changes something: {answer}");
    }
    let compilation = compile(&Sources::single("tcpgen.toml", session.source()), &Options::default());
    assert!(!compilation.has_errors(), "{answer}\n{}", session.source());
}
