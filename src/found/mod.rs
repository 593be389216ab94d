//! Facts from where they live: Traefik's static configuration as a file (YAML, TOML), as the arguments of a workload, as values of
//! its Helm chart, or as a running Traefik's API reports it. They become tables of a state file, so that facts that are found and
//! facts that are written are the same.

mod facts;
mod named;
mod settings;
mod values;
mod workload;

use crate::import::is_values;
use crate::import::yaml::{self, Node};
use crate::running::Running;
use crate::source::FileId;
use facts::Facts;
pub use named::{Named, named_in};
use settings::Settings;

/// The facts of Traefik's static configuration: a file of its own by the name's extension (`.toml`, else YAML), or a manifest
/// whose containers have its arguments.
///
/// # Errors
/// When the text cannot be read, or has no entry point.
pub fn of_static(name: &str, text: &str) -> Result<String, String> {
    let settings = if is_toml(name) {
        Settings::of_toml(text)?
    } else {
        let documents = documents(text)?;
        match workload::arguments(&documents) {
            Some(arguments) => Settings::of_arguments(&arguments),
            None => documents.first().map(Settings::of_yaml).unwrap_or_default(),
        }
    };
    let facts = Facts::of_settings(&settings);
    if facts.is_empty() {
        return Err("it has no entry point: it is no static configuration of Traefik".to_owned());
    }
    Ok(facts.text())
}

/// The facts of values of Traefik's Helm chart, with the chart's own defaults (41).
///
/// # Errors
/// When the text cannot be read.
pub fn of_values(text: &str) -> Result<String, String> {
    let documents = documents(text)?;
    Ok(values::facts(documents.first()).text())
}

/// What the API of a running Traefik reports: entry points and the version.
pub fn of_running(running: &Running) -> String {
    Facts::of_running(running).text()
}

/// Whether a file is Traefik's static configuration, or values of its chart, for `import` of a folder.
pub fn kind_of(name: &str, text: &str) -> Option<&'static str> {
    let is_static = |settings: &Settings| !Facts::of_settings(settings).is_empty();
    if is_toml(name) {
        return is_static(&Settings::of_toml(text).ok()?).then_some("static");
    }
    let documents = documents(text).ok()?;
    if let Some(arguments) = workload::arguments(&documents) {
        return is_static(&Settings::of_arguments(&arguments)).then_some("static");
    }
    let root = documents.first().filter(|root| root.get("kind").is_none())?;
    if is_static(&Settings::of_yaml(root)) {
        return Some("static");
    }
    is_values(root).then_some("values")
}

/// The suffix that marks a name as the facts found in a file.
pub const FACTS: &str = "#facts.toml";

fn is_toml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("toml"))
}

fn documents(text: &str) -> Result<Vec<Node>, String> {
    let mut problems = Vec::new();
    let documents = yaml::read(FileId::NOWHERE, text, &mut problems);
    match problems.first() {
        Some(problem) => Err(problem.message.clone()),
        None => Ok(documents),
    }
}
