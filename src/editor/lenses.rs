use super::Model;
use super::hover::who_reaches;
use crate::question::{Question as _, Test};
use crate::resource::Kind;
use crate::scenario::outline;
use crate::source::{FileId, Span};

/// Something that can be done with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name of the entry.
    pub span: Span,
    /// What is done.
    pub action: LensAction,
}

/// What can be done with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LensAction {
    /// Run the scenario of this name.
    RunScenario(String),
    /// Tell who reaches the route `namespace/name`.
    WhoReaches(String),
}

/// Rows of a table that was asked for.
const ROWS_AT_MOST: usize = 1_000;

/// What can be done with the entries of a file.
pub fn lenses(model: &Model, file: FileId) -> Vec<Lens> {
    let compilation = model.compilation();
    let scenarios = compilation.desired.scenarios.iter().filter(|scenario| scenario.key.span.file == file);
    let mut lenses: Vec<Lens> = scenarios
        .map(|scenario| Lens {
            span: scenario.key.span,
            action: LensAction::RunScenario(scenario.key.value.to_string()),
        })
        .collect();
    let routes = compilation.resources.routes().filter(|(object, _)| object.span.file == file);
    lenses.extend(routes.map(|(object, _)| Lens {
        span: object.entry.map_or(object.metadata.name.span, |_| object.span),
        action: LensAction::WhoReaches(object.object_ref().to_string()),
    }));
    lenses.sort_by_key(|lens| lens.span);
    lenses
}

/// Runs a scenario; whether it passes, and the report.
///
/// # Errors
/// Why it cannot be run.
pub fn run_scenario(model: &Model, name: &str) -> Result<(bool, String), String> {
    if model.compilation().has_errors() {
        return Err("the state has errors".to_owned());
    }
    let test = Test { scenarios: vec![name.to_owned()], coverage: false };
    let report = test.ask(model.subject()).map_err(|refusal| refusal.message)?;
    Ok((report.passed, outline(&report)))
}

/// Who reaches the route `namespace/name`, in Markdown.
///
/// # Errors
/// If there is no such route.
pub fn who_reaches_route(model: &Model, route: &str) -> Result<String, String> {
    let objects = model.compilation().resources.objects().iter();
    let mut routes = objects.filter(|object| object.kind() == Kind::IngressRouteTcp);
    let object = routes.find(|object| object.object_ref().to_string() == route);
    let object = object.ok_or_else(|| format!("there is no route `{route}`"))?;
    Ok(who_reaches(model, object, ROWS_AT_MOST))
}
