use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};

/// A chart version that tcpgen does not write for.
pub static CODE: Code = Code {
    name: "unsupported-chart",
    severity: Severity::Warning,
    summary: "the Helm values are for another major version of the chart",
    explanation: include_str!("unsupported_chart.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// The chart whose `values.schema.json` the output is held against.
const WRITTEN: i64 = 41;

/// What the state says of the chart.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(chart) = context.desired.traefik.chart.filter(|chart| chart.value != WRITTEN) {
        let message = format!("`--target helm-values` writes for chart {WRITTEN}, and not for {}", chart.value);
        diagnostics.push(Diagnostic::new(&CODE, chart.span, message).help(format!(
            "write `chart = {WRITTEN}` once that one is installed, and look the values over until then"
        )));
    }
}
