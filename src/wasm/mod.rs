//! The browser's face: every function takes plain JavaScript values, asks the core, and gives its JSON as plain
//! JavaScript values. Their TypeScript types are in `types.ts`, `differences.ts` and `editor.ts`.
//!
//! Nothing that a user can write makes a function throw. What throws, as a `TypeError`, is a call that is wrong: no list
//! of sources, a number for a text. Every function takes any value at all: what is no plain data is refused where it is
//! read (`value`), and no exception of JavaScript comes through a frame of this module, which would end it.

mod configuration;
mod editor;
mod kept;
mod options;
mod session;
mod source;
mod value;

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::desired;
use crate::question::{Compare, Explain, Import, List, Outline, Question, Reach, ReachTable, Rehearse, Route, Upgrade};
use crate::source::{SourceFile, Sources};
pub use editor::{complete, definition, hover, rename, rule_tokens};
use options::{BuildOptions, CompileOptions};
pub use session::Session;
use value::{answer, argument, wrong};

/// What the functions take and give, for TypeScript. A test holds it against what they really give.
#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.ts");

/// The same for what compares states and versions.
#[wasm_bindgen(typescript_custom_section)]
const DIFFERENCES: &str = include_str!("differences.ts");

/// The same for the functions of `editor`.
#[wasm_bindgen(typescript_custom_section)]
const EDITOR: &str = include_str!("editor.ts");

/// What a function gives to JavaScript.
type Answer = Result<JsValue, JsValue>;

/// Asks a question.
fn ask<Q: Question>(question: &Q, about: &Q::About) -> Answer {
    answer(&question.ask(about).map_err(|refusal| wrong(&refusal.to_string()))?)
}

/// Compiles state files as one state. With errors there are no objects.
#[wasm_bindgen(unchecked_return_type = "Compilation")]
pub fn compile(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let (sources, options) = (source::read(sources)?, CompileOptions::read(options)?);
    kept::compiled(&kept::subject(sources.for_traefik(options.traefik()?), options.core()?))
}

/// Compiles state files and writes them for a target: Traefik's Kubernetes objects, the Helm chart's values, or
/// Traefik's file provider.
#[wasm_bindgen(unchecked_return_type = "Built")]
pub fn build(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "BuildOptions")] options: &JsValue,
) -> Answer {
    let (sources, options) = (source::read(sources)?, BuildOptions::read(options)?);
    ask(&options.question()?, &*kept::subject(sources.for_traefik(options.traefik()?), options.core()?))
}

/// What Traefik does with one connection, and why. With errors in the sources, the answer is for what could be read. Sources
/// may be state files and manifests.
#[wasm_bindgen(unchecked_return_type = "Route")]
pub fn route(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "Connection")] connection: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let subject = source::subject(sources, &CompileOptions::read(options)?)?;
    ask(&argument::<Route>("connection", connection)?, &subject)
}

/// Who reaches what: all connections in classes that are treated alike, as `tcpgen reach --format json`. With errors in the
/// sources, the answer is for what could be read. Sources may be state files and manifests.
#[wasm_bindgen(unchecked_return_type = "Reach")]
pub fn reach(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ReachOptions")] options: &JsValue,
) -> Answer {
    let subject = source::subject(sources, &CompileOptions::read(options)?)?;
    ask(&argument::<Option<Reach>>("options", options)?.unwrap_or_default(), &subject)
}

/// Who reaches what, in the words of the table that `tcpgen reach` prints. With errors in the sources, the answer is for what
/// could be read. Sources may be state files and manifests.
#[wasm_bindgen(js_name = reachTable, unchecked_return_type = "ReachTable")]
pub fn reach_table(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ReachOptions")] options: &JsValue,
) -> Answer {
    let subject = source::subject(sources, &CompileOptions::read(options)?)?;
    let reach = argument::<Option<Reach>>("options", options)?.unwrap_or_default();
    ask(&ReachTable { reach }, &subject)
}

/// What a drawing of the state shows: entry points, routers, middlewares, scenarios. Of a state with errors it is what
/// could be read. Sources may be state files and manifests.
#[wasm_bindgen(unchecked_return_type = "Outline")]
pub fn outline(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    ask(&Outline, &*source::subject(sources, &CompileOptions::read(options)?)?)
}

/// Runs a scenario of the state files, and reports what the cluster holds before the first step and after each.
#[wasm_bindgen(js_name = runScenario, unchecked_return_type = "ScenarioRun")]
pub fn run_scenario(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] name: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let scenario = argument("name", name)?;
    ask(&Rehearse { scenario }, &*source::subject(sources, &CompileOptions::read(options)?)?)
}

/// Every route with its targets and middlewares, as `tcpgen list --format json`. With errors in the sources, those that could
/// be read. Sources may be state files and manifests.
#[wasm_bindgen(unchecked_return_type = "Listing")]
pub fn list(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let subject = source::subject(sources, &CompileOptions::read(options)?)?;
    ask(&List::of(&subject), &subject.compilation.resources)
}

/// What a state does differently under another version of Traefik, as `tcpgen upgrade --format json`. Without `from` it is
/// compared with the version that it specifies, without `to` with the newest. With errors in the sources, the answer is for
/// what could be read. Sources may be state files and manifests.
#[wasm_bindgen(unchecked_return_type = "Upgrade")]
pub fn upgrade(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] sources: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "string | null")] from: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "string | null")] to: &JsValue,
) -> Answer {
    let subject = source::subject(sources, &CompileOptions::default())?;
    let [from, to] = [("from", from), ("to", to)].map(|(name, written)| options::named_version(name, written));
    ask(&Upgrade { from: from?, to: to? }, &subject)
}

/// What would be different if `after` replaced `before`: `difference` as `tcpgen diff --format json`, and who is treated
/// differently in words. Both may be state files or manifests. Where one of them cannot be read in full there is neither.
#[wasm_bindgen(unchecked_return_type = "Compared")]
pub fn diff(
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] before: &JsValue,
    #[wasm_bindgen(unchecked_param_type = "readonly Source[]")] after: &JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CompileOptions")] options: &JsValue,
) -> Answer {
    let options = CompileOptions::read(options)?;
    let [before, after] = [before, after].map(|sources| source::subject(sources, &options));
    let (before, after) = (before?, after?);
    ask(&Compare { before: &before }, &after)
}

/// Makes a state file of manifests.
#[wasm_bindgen(js_name = importManifests, unchecked_return_type = "Import")]
pub fn import_manifests(#[wasm_bindgen(unchecked_param_type = "string")] yaml: &JsValue) -> Answer {
    let yaml: String = argument("yaml", yaml)?;
    let mut sources = Sources::default();
    sources.add(SourceFile::new("manifests.yaml", yaml).counting_utf16());
    ask(&Import::default(), &sources)
}

/// What a diagnostic's code means, at length; null when there is no such code.
#[wasm_bindgen(unchecked_return_type = "Explanation | null")]
pub fn explain(#[wasm_bindgen(unchecked_param_type = "string")] code: &JsValue) -> Answer {
    answer(&Explain { code: argument("code", code)? }.ask(&()).ok())
}

/// The JSON Schema of the state file.
#[wasm_bindgen(unchecked_return_type = "object")]
pub fn schema() -> Answer {
    answer(&desired::schema())
}

/// From now on every function answers with JSON text, for a worker that hands it on: a text is copied from thread to thread
/// faster than data is. What `compile` answers is in short: see `kept`.
#[wasm_bindgen(js_name = answerInText, skip_typescript)]
pub fn answer_in_text() {
    value::answer_in_text();
}

/// The version of tcpgen.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}
