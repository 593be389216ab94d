use crate::check::{Check, Context, Run};
use foldhash::{HashMap, HashMapExt as _};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::kubernetes_name::is_port_name;
use crate::source::Text;

/// An entry point whose name cannot be the name of a Kubernetes port.
pub static CODE: Code = Code {
    name: "entry-point-name",
    severity: Severity::Warning,
    summary: "the Helm chart cannot name a port after this entry point",
    explanation: include_str!("entry_point_name.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `traefik.portname` in the chart's `traefik/templates/_helpers.tpl`; names of ports as in RFC 6335.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut cut: HashMap<String, &Text> = HashMap::new();
    for entry in &context.desired.entry_points {
        let name = &entry.key;
        if !is_port_name(name) {
            diagnostics.push(diagnostic(name));
        }
        let first = *cut.entry(in_chart(name)).or_insert(name);
        if first.as_str() != name.as_str() {
            let message = format!(
                "in the Helm chart `{}` and `{}` are one port, `{}`",
                name.as_str(),
                first.as_str(),
                in_chart(name)
            );
            diagnostics.push(
                Diagnostic::new(&CODE, name.span, message)
                    .related(first.span, "the other one")
                    .help("let the names differ within their first 15 characters"),
            );
        }
    }
}

fn diagnostic(name: &Text) -> Diagnostic {
    let made = in_chart(name);
    let message = if is_port_name(&made) {
        format!("`{}` is not a valid name for a port: the Helm chart makes it `{made}`", name.as_str())
    } else {
        format!("`{}` is not a valid name for a port: Kubernetes refuses it", name.as_str())
    };
    Diagnostic::new(&CODE, name.span, message)
        .help("use at most 15 characters: lower-case letters, digits and `-`, with at least one letter")
}

/// The name that the chart gives the port.
fn in_chart(name: &str) -> String {
    let lower = name.to_lowercase();
    let lower = lower.strip_prefix('-').unwrap_or(&lower);
    let cut: String = lower.chars().take(15).collect();
    cut.strip_suffix('-').unwrap_or(&cut).to_owned()
}
