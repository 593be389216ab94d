use crate::check::service::duration::{durations, is_accepted, reads, text};
use crate::check::{Check, Context, Run};
use crate::desired::IntOrText;
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::{Object, ServersTransportTcp};
use crate::source::Text;

/// A duration that the CRD refuses.
pub static CODE: Code = Code {
    name: "invalid-duration",
    severity: Severity::Error,
    summary: "Kubernetes does not accept the format of a duration",
    explanation: include_str!("invalid_duration.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check =
    Check { code: &CODE, runs: &[Run::ServersTransport(check), Run::State(of_entry_points)] };

/// The pattern of `dialTimeout`, `dialKeepAlive` and `terminationDelay` in the ServersTransportTCP CRD.
fn check(_: &Context<'_>, _: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    let texts = durations(transport).filter_map(|(_, duration)| text(duration));
    diagnostics.extend(texts.filter(|text| !is_accepted(text)).map(diagnostic));
}

/// `readTimeout` of entry points, which Traefik's static configuration reads with the same units
/// (`github.com/traefik/paerser/types/duration.go`): with any other it does not start.
fn of_entry_points(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let written = context.desired.entry_points.iter().filter_map(|entry| entry.body.read_timeout.as_ref());
    let texts = written.filter_map(|duration| match duration {
        IntOrText::Text(text) => Some(text),
        IntOrText::Int(_) => None,
    });
    diagnostics.extend(texts.filter(|text| !is_accepted(text)).map(diagnostic));
}

fn diagnostic(text: &Text) -> Diagnostic {
    let message = format!("`{}` is not a duration", text.as_str());
    let found = Diagnostic::new(&CODE, text.span, message)
        .help("write digits with a unit: `500ms`, `30s`, `1h30m`; the units are ns, us, µs, ms, s, m and h");
    let close = text.replace(char::is_whitespace, "").replace('\u{3bc}', "\u{b5}");
    if !is_accepted(&close) {
        return found;
    }
    // Without a blank between two digits only one length of time can be meant: `1 0s` may be a list.
    let evident = !splits_a_number(text) && reads(&close);
    found.fix(Fix::repair_if(evident, format!("write `{close}`"), text.span, format!("\"{close}\"")))
}

/// Whether blanks separate two digits.
fn splits_a_number(text: &str) -> bool {
    let ends = |part: &str| part.ends_with(|letter: char| letter.is_ascii_digit());
    let begins = |part: &str| part.starts_with(|letter: char| letter.is_ascii_digit());
    let parts: Vec<&str> = text.split_whitespace().collect();
    parts.windows(2).any(|pair| matches!(pair, [one, other] if ends(one) && begins(other)))
}
