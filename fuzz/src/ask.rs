use serde_json::json;
use tcpgen::Session;

/// What the requests are about.
const STATE: &str = include_str!("../../examples/postgres.toml");

/// Any words are a request, whose call answers, or have a part that is not understood, which lies in them.
pub(super) fn holds(text: &str) {
    let mut session = Session::new(STATE);
    let answer = session.ask(text);
    if answer["status"] == json!("error") {
        let place = |key: &str| answer[key].as_u64().and_then(|at| usize::try_from(at).ok());
        let (Some(start), Some(end)) = (place("start"), place("end")) else { panic!("no place: {answer}") };
        assert!(text.get(start..end).is_some(), "not a part of the request: {answer}");
    } else if let Some(tool) = answer["tool"].as_str() {
        let called = session.call(tool, &answer["arguments"]);
        assert!(called["status"].is_string(), "{called}");
    }
    assert!(session.source().starts_with(STATE.lines().next().unwrap_or_default()), "the comment at the top is gone");
}
