use crate::check::service::left_out::left_out;
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::IntOrString;
use crate::routing::{Known, KnownPort, KnownPorts, Skip};

/// A port that a Service does not have.
pub static CODE: Code = Code {
    name: "unknown-service-port",
    severity: Severity::Warning,
    summary: "a rule forwards to a port that the Service does not have",
    explanation: include_str!("unknown_service_port.md"),
};

/// Ports that a message lists.
const LISTED: usize = 10;

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `getServicePort` in `pkg/provider/kubernetes/crd/kubernetes.go`; observed on 3.7.15.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for found in left_out(context, Skip::UnknownPort) {
        let (service, port) = (&found.skipped.service, &found.service.port);
        let what = match port {
            IntOrString::Int(number) => format!("port {}", number.value),
            IntOrString::String(name) => format!("port named `{}`", name.as_str()),
        };
        let message = format!("the Service `{service}` has no {what}: {}", found.effect());
        let diagnostic = Diagnostic::new(&CODE, port.span(), message);
        let Known::Present(known) = context.table.surroundings().services.of(service) else { continue };
        diagnostics.push(diagnostic.help(help(port, known.ports.as_ref().unwrap_or(&KnownPorts::default()))));
    }
}

fn help(wanted: &IntOrString, ports: &KnownPorts) -> String {
    let shown = |port: &KnownPort| match port.name.as_str() {
        "" => port.number.to_string(),
        name => format!("{} (`{name}`)", port.number),
    };
    let some: Vec<String> = ports.list().iter().take(LISTED).map(shown).collect();
    let more = ports.list().len().saturating_sub(LISTED);
    // A number in quotes is a name.
    let number = match wanted {
        IntOrString::String(name) => name.parse::<i64>().ok().filter(|number| number.to_string() == name.as_str()),
        IntOrString::Int(_) => None,
    };
    let quoted = number.and_then(|number| ports.numbered(number));
    match (quoted, some.as_slice()) {
        (Some(port), _) => format!("a text is a port's name: write the number without quotes, `{}`", port.number),
        (None, []) => "it has none".to_owned(),
        (None, some) if more > 0 => format!("it has {} and {more} more", some.join(", ")),
        (None, all) => format!("it has {}", all.join(", ")),
    }
}
