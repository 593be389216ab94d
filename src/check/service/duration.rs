//! Durations of a servers transport, as the API server and as Traefik read them.

use crate::resource::{IntOrString, ServersTransportTcp};
use crate::source::{Span, Text};

/// The CRD's units with their length in nanoseconds; longer spellings before shorter ones. `µ` is U+00B5 there.
const UNITS: [(&str, u128); 7] = [
    ("ns", 1),
    ("us", 1_000),
    ("\u{b5}s", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("m", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// What Traefik makes of a duration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// It can be counted.
    Counted,
    /// It passes the CRD's pattern and cannot be read: 0.
    Unread,
    /// The API server refuses it.
    Refused,
}

/// The durations of a servers transport with their keys.
pub(crate) fn durations(transport: &ServersTransportTcp) -> impl Iterator<Item = (&'static str, &IntOrString)> {
    [
        ("dial_timeout", &transport.dial_timeout),
        ("dial_keep_alive", &transport.dial_keep_alive),
        ("termination_delay", &transport.termination_delay),
    ]
    .into_iter()
    .filter_map(|(key, duration)| Some((key, duration.as_ref()?)))
}

/// The text, unless it is a number.
pub(crate) fn text(duration: &IntOrString) -> Option<&Text> {
    match duration {
        IntOrString::String(text) => Some(text),
        IntOrString::Int(_) => None,
    }
}

/// A number without a unit, however it was written.
pub(crate) fn bare(duration: &IntOrString) -> Option<i64> {
    match duration {
        IntOrString::Int(number) => Some(number.value),
        IntOrString::String(text) => text.parse().ok(),
    }
}

/// The CRD's pattern: digits, each time perhaps with a unit, at least once.
pub(crate) fn is_accepted(text: &str) -> bool {
    groups(text).is_some_and(|groups| !groups.is_empty())
}

/// Whether Traefik can count a text.
pub(super) fn reads(text: &str) -> bool {
    let text = Text::new(text.into(), Span::NOWHERE);
    read(&IntOrString::String(text)) == Reading::Counted
}

/// What Traefik makes of it (`github.com/traefik/paerser/types/duration.go`: digits alone are seconds, the rest is Go's
/// `time.ParseDuration`, which counts nanoseconds in 64 bits).
pub(crate) fn read(duration: &IntOrString) -> Reading {
    let within = |nanoseconds: Option<u128>| match nanoseconds {
        Some(count) if count <= i64::MAX as u128 => Reading::Counted,
        _ => Reading::Unread,
    };
    if let Some(seconds) = bare(duration) {
        return within(u128::from(seconds.unsigned_abs()).checked_mul(1_000_000_000));
    }
    let Some(groups) = text(duration).and_then(|text| groups(text)).filter(|groups| !groups.is_empty()) else {
        return Reading::Refused;
    };
    within(sum(&groups))
}

/// The length of a text in nanoseconds; none when it is no duration.
pub(crate) fn nanoseconds(text: &str) -> Option<u128> {
    sum(&groups(text).filter(|groups| !groups.is_empty())?)
}

fn sum(groups: &[(&str, Option<u128>)]) -> Option<u128> {
    let mut lengths = groups.iter().map(|(digits, unit)| digits.parse::<u128>().ok()?.checked_mul((*unit)?));
    lengths.try_fold(0, |sum: u128, length| sum.checked_add(length?))
}

/// Digits and the length of their unit, in order; none when the text is anything else.
fn groups(text: &str) -> Option<Vec<(&str, Option<u128>)>> {
    let mut groups = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (digits, behind) = rest.split_at(rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len());
        if digits.is_empty() {
            return None;
        }
        let unit = UNITS.iter().find(|(name, _)| behind.starts_with(name));
        groups.push((digits, unit.map(|(_, length)| *length)));
        rest = behind.get(unit.map_or(0, |(name, _)| name.len())..)?;
    }
    Some(groups)
}

#[cfg(test)]
mod tests {
    use super::Reading;
    use super::read;
    use crate::resource::IntOrString;
    use crate::source::Spanned;

    #[test]
    fn texts_as_traefik_reads_them() {
        for (text, reading) in [
            ("30s", Reading::Counted),
            ("1h30m", Reading::Counted),
            ("5\u{b5}s", Reading::Counted),
            ("0", Reading::Counted),
            ("30", Reading::Counted),
            ("1ms1", Reading::Unread),
            ("5m30", Reading::Unread),
            ("99999999h", Reading::Unread),
            ("99999999999999999999", Reading::Unread),
            ("9999999999", Reading::Unread),
            ("", Reading::Refused),
            ("s", Reading::Refused),
            ("1.5s", Reading::Refused),
            ("-1s", Reading::Refused),
            ("1 s", Reading::Refused),
            ("1d", Reading::Refused),
            ("5\u{3bc}s", Reading::Refused),
        ] {
            assert_eq!(read(&IntOrString::String(Spanned::nowhere(text.into()))), reading, "{text}");
        }
        assert_eq!(read(&IntOrString::Int(Spanned::nowhere(-1))), Reading::Counted);
        assert_eq!(read(&IntOrString::Int(Spanned::nowhere(i64::MIN))), Reading::Unread);
    }
}
