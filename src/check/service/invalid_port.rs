use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::kubernetes_name::is_port_name;
use crate::resource::{IntOrString, ServiceTcp};

/// A port of a Service that cannot exist.
pub static CODE: Code = Code {
    name: "invalid-port",
    severity: Severity::Error,
    summary: "no Service can have this port",
    explanation: include_str!("invalid_port.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Service(check)] };

/// `getServicePort` in `pkg/provider/kubernetes/crd/kubernetes.go`; names as in RFC 6335, which a Service's ports keep.
fn check(_: &Context<'_>, rule: &RuleView<'_>, service: &ServiceTcp, diagnostics: &mut Vec<Diagnostic>) {
    let message = match &service.port {
        IntOrString::Int(number) if (1..=65535).contains(&number.value) => return,
        IntOrString::String(name) if is_port_name(name) => return,
        // What could not be read stands for 0, and was reported.
        _ if !rule.object.whole => return,
        IntOrString::Int(number) => format!("there is no port {}", number.value),
        IntOrString::String(name) => format!("no Service can have a port named `{}`", name.as_str()),
    };
    let found = Diagnostic::new(&CODE, service.port.span(), message);
    diagnostics.push(match number_in_quotes(service) {
        Some(number) => {
            let fix = Fix::repair("take the quotes out", service.port.span(), number.to_string());
            found.help(format!("a text is a port's name: write the number without quotes, `{number}`")).fix(fix)
        }
        None => found
            .help("write a number from 1 to 65535, or the port's name: at most 15 lower-case letters, digits and `-`"),
    });
}

/// The number of a port that stands in quotes of its own. In `"name:port"` it has none.
fn number_in_quotes(service: &ServiceTcp) -> Option<u16> {
    let IntOrString::String(text) = &service.port else { return None };
    let number = text.parse().ok().filter(|number| *number > 0)?;
    (text.span != service.name.span).then_some(number)
}
