use crate::check::{Check, Context, Run};
use crate::desired::Always;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::source::Spanned;

/// An `always` over steps that there are not.
pub static CODE: Code = Code {
    name: "invalid-step-range",
    severity: Severity::Error,
    summary: "`steps` of an `always` is not a range of steps of the scenario",
    explanation: include_str!("invalid_step_range.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// An `always` after no step could not fail.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !context.complete {
        return;
    }
    for scenario in &context.desired.scenarios {
        let count = scenario.body.steps.as_ref().map_or(0, |steps| steps.len());
        let always = scenario.body.always.iter().flat_map(|always| &always.value);
        diagnostics.extend(always.filter_map(|always| judge(always, count)));
    }
}

fn judge(always: &Always, count: usize) -> Option<Diagnostic> {
    let range = always.steps.as_ref()?;
    let last_step = i64::try_from(count).unwrap_or(i64::MAX);
    let (place, message) = match range.as_slice() {
        [first, last] => wrong(*first, *last, last_step)?,
        _ => (range.span, "`steps` is the first and the last step, two numbers".to_owned()),
    };
    let help =
        format!("steps are counted from 1, and this scenario has {count}: `steps = [1, {count}]` is all of them");
    Some(Diagnostic::new(&CODE, place, message).help(help))
}

fn wrong(first: Spanned<i64>, last: Spanned<i64>, last_step: i64) -> Option<(crate::source::Span, String)> {
    for number in [first, last] {
        if number.value < 1 || number.value > last_step {
            return Some((number.span, format!("there is no step {}", number.value)));
        }
    }
    (first.value > last.value).then(|| (first.span, format!("step {} comes after step {}", first.value, last.value)))
}
