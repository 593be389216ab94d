use crate::check::service::duration::{durations, is_accepted, reads, text};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::{Object, ServersTransportTcp};

/// A duration that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-duration",
    severity: Severity::Error,
    summary: "Kubernetes does not accept the format of a duration",
    explanation: include_str!("invalid_duration.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// The pattern of `dialTimeout`, `dialKeepAlive` and `terminationDelay` in the ServersTransportTCP CRD.
fn check(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    for text in durations(transport).filter_map(|(_, duration)| text(duration)).filter(|text| !is_accepted(text)) {
        let message = format!("`{}` is not a duration", text.as_str());
        let found = Diagnostic::new(&CODE, text.span, message)
            .help("write digits with a unit: `500ms`, `30s`, `1h30m`; the units are ns, us, µs, ms, s, m and h");
        let close = text.replace(char::is_whitespace, "").replace('\u{3bc}', "\u{b5}");
        diagnostics.push(if is_accepted(&close) {
            // Without a blank between two digits only one length of time can be meant: `1 0s` may be a list.
            let evident = !splits_a_number(text) && reads(&close);
            found.fix(Fix::repair_if(evident, format!("write `{close}`"), text.span, format!("\"{close}\"")))
        } else {
            found
        });
    }
}

/// Whether blanks separate two digits.
fn splits_a_number(text: &str) -> bool {
    let ends = |part: &str| part.ends_with(|letter: char| letter.is_ascii_digit());
    let begins = |part: &str| part.starts_with(|letter: char| letter.is_ascii_digit());
    let parts: Vec<&str> = text.split_whitespace().collect();
    parts.windows(2).any(|pair| matches!(pair, [one, other] if ends(one) && begins(other)))
}
