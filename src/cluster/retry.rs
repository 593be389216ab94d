use std::time::Duration;

use super::answer::Answer;
use super::request::Request;
use super::status::Status;

/// How often a request is sent at most.
pub(super) const ATTEMPTS: u32 = 6;

const FIRST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(8);
/// The longest pause, even if a server asks for more.
const ASKED_AT_MOST: Duration = Duration::from_mins(1);

/// Whether another attempt may succeed: the server is busy or failing.
pub(super) fn is_passing(request: &Request, answer: &Answer) -> bool {
    match answer.code {
        429 => true,
        500 => !is_of_object(&Status::of(&answer.body).message),
        501 => false,
        // The object was changed at the same moment. A conflict of owners is reported, and a precondition that failed
        // fails again.
        409 => !request.conditional && Status::of(&answer.body).conflicts().is_empty(),
        code => code > 501,
    }
}

/// Whether a failure is about the one object: a field that is not in the schema, or a webhook of its kind that does not
/// answer. Waiting for it would keep the others waiting.
fn is_of_object(message: &str) -> bool {
    message.starts_with("failed to create typed") || message.contains("failed calling webhook")
}

/// How long to wait after so many attempts: doubled each time, between half of it and all of it, and no less than the
/// server asks for.
pub(super) fn delay(attempts: u32, asked: Option<Duration>, chance: u8) -> Duration {
    let doubled = FIRST.saturating_mul(1 << attempts.saturating_sub(1).min(16)).min(LONGEST);
    let jittered = doubled / 2 + doubled / 2 * u32::from(chance) / 255;
    asked.map_or(jittered, |asked| jittered.max(asked.min(ASKED_AT_MOST)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Answer, Request, delay, is_passing};
    use crate::resource::{ApiGroup, Kind};

    #[test]
    fn delays_double_and_stay_within_bounds() {
        let millis = |attempts, asked, chance| delay(attempts, asked, chance).as_millis();
        assert_eq!([1, 2, 3, 6, 99].map(|attempts| millis(attempts, None, 255)), [250, 500, 1000, 8000, 8000]);
        assert_eq!([1, 2, 3, 6, 99].map(|attempts| millis(attempts, None, 0)), [125, 250, 500, 4000, 4000]);
        let seconds = |count| Some(Duration::from_secs(count));
        assert_eq!(
            [millis(1, seconds(3), 0), millis(1, seconds(0), 0), millis(6, seconds(9999), 0)],
            [3000, 125, 60_000]
        );
    }

    #[test]
    fn what_the_server_will_say_again_is_not_asked_again() {
        let answer = |code, message: &str| Answer {
            code,
            retry_after: None,
            warnings: Vec::new(),
            body: serde_json::json!({ "message": message }).to_string().into_bytes(),
        };
        let request = Request::all(crate::cluster::request::Resource::own(ApiGroup::TraefikIo, Kind::TlsStore), None);
        let is_passing = |answer: &Answer| is_passing(&request, answer);
        for (code, passing) in [(200, false), (400, false), (403, false), (404, false), (409, true), (422, false)] {
            assert_eq!(is_passing(&answer(code, "")), passing, "{code}");
        }
        for (code, passing) in [(429, true), (500, true), (501, false), (502, true), (503, true), (504, true)] {
            assert_eq!(is_passing(&answer(code, "")), passing, "{code}");
        }
        assert!(!is_passing(&answer(
            500,
            "failed to create typed patch object (x): .spec.y: field not declared in schema"
        )));
        assert!(!super::is_passing(&request.clone().conditional(), &answer(409, "")));
    }
}
