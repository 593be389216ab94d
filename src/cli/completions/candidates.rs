//! What a shell offers for an argument: codes, and the names of the state.

use std::env;
use std::path::PathBuf;

use clap_complete::{ArgValueCandidates, CompletionCandidate};

use crate::Options;
use crate::check::CODES;
use crate::desired::DEFAULT_NAMESPACE;
use crate::editor::Model;
use crate::escape::line;
use crate::inputs;
use crate::members::Wanted;
use crate::resource::{Object, ObjectRef};

/// The codes of diagnostics.
pub(in crate::cli) fn codes() -> ArgValueCandidates {
    ArgValueCandidates::new(|| {
        let codes = CODES.iter().map(|code| CompletionCandidate::new(code.name).help(Some(code.summary.into())));
        codes.collect()
    })
}

/// The scenarios of the state.
pub(in crate::cli) fn scenarios() -> ArgValueCandidates {
    of_state(|model| {
        let scenarios = model.compilation().desired.scenarios.iter();
        scenarios.map(|scenario| scenario.key.as_str().to_owned()).collect()
    })
}

/// The entry points that routes use.
pub(in crate::cli) fn entry_points() -> ArgValueCandidates {
    of_state(|model| model.names().entry_points().iter().map(|(name, _)| name.to_string()).collect())
}

/// The services that routes lead to.
pub(in crate::cli) fn services() -> ArgValueCandidates {
    of_state(|model| {
        let name = |service: ObjectRef<'_>| match service.namespace {
            DEFAULT_NAMESPACE => service.name.to_owned(),
            _ => service.to_string(),
        };
        let objects = model.compilation().resources.objects().iter();
        objects.flat_map(Object::services).map(|(service, _)| name(service)).collect()
    })
}

/// The objects of the state, as `--only` names them.
pub(in crate::cli) fn entries() -> ArgValueCandidates {
    of_state(|model| {
        let objects = model.compilation().resources.emitted();
        objects.map(|object| format!("{}.{}", object.kind().table(), object.metadata.name.as_str())).collect()
    })
}

fn of_state(names: fn(&Model) -> Vec<String>) -> ArgValueCandidates {
    ArgValueCandidates::new(move || {
        let mut names = state().as_ref().map(names).unwrap_or_default();
        names.sort();
        names.dedup();
        // The shell would take the rest of another name for something else.
        names.retain(|name| line(name) == name.as_str() && !name.contains(char::is_whitespace));
        names.into_iter().map(CompletionCandidate::new).collect()
    })
}

/// The state of the inputs that the command line names so far, else that of the nearest `tcpgen.toml`. Whatever can be read of
/// it: this is no place for a message.
fn state() -> Option<Model> {
    let words = env::args_os().skip_while(|word| word != "--").skip(2).map(PathBuf::from);
    let is_input = |path: &PathBuf| path.is_dir() || path.extension().is_some_and(|extension| extension == "toml");
    let inputs = inputs::expand(&words.filter(is_input).collect::<Vec<_>>(), Wanted::Either).ok()?;
    let (sources, _) = inputs::read_partly(&inputs);
    Some(Model::new(sources, Options::default()))
}
