//! Existing manifests as objects, and as a state file in its short forms.
//!
//! `manifests` reads what kubectl would apply: streams of documents, lists, JSON, `kubectl get -o yaml`, Traefik v2's API
//! group. [`modernise`] turns v2's spellings into v3's. [`state_file`] writes objects as a state file that compiles to
//! the same objects. [`import`] is the three together. What cannot be carried over is a diagnostic, never silence.

mod comments;
mod configuration;
mod deprecated;
mod envelope;
mod https;
mod manifests;
mod metadata;
mod modern;
mod other_kinds;
pub(crate) mod problem;
mod state;
mod typed;
pub(crate) mod yaml;

pub(crate) use configuration::is_values;
pub(crate) use manifests::Imported;
pub use manifests::manifests;
pub(crate) use modern::modernise;
pub(crate) use state::hosts_of;
pub(crate) use state::state_entry;
pub use state::state_file;

use comments::Comments;
use problem::manifest_unknown_field;
use smol_str::SmolStr;

use crate::desired::DEFAULT_NAMESPACE;
use crate::resource::Resources;
use crate::source::Sources;

/// Reads all sources as manifests and writes them as one state file.
pub fn import(sources: &Sources) -> (Imported, String) {
    import_beside(sources, &[])
}

/// The same for a state file that names these files with Traefik's configuration, each under its key.
pub fn import_beside(sources: &Sources, configuration: &[(&str, String)]) -> (Imported, String) {
    let mut imported = manifests(sources, sources.namespace().map_or(DEFAULT_NAMESPACE, SmolStr::as_str));
    // Of an external object only the name could be read.
    let read = imported.resources.into_objects().into_iter().filter(|object| !object.external);
    imported.resources = Resources::new(read.collect());
    imported.diagnostics = imported.diagnostics.into_iter().map(manifest_unknown_field::left_out).collect();
    imported.diagnostics.append(&mut imported.left_out);
    modernise(&mut imported.resources, &mut imported.diagnostics);
    imported.resources = deprecated::lift(imported.resources, &mut imported.diagnostics);
    let comments = Comments::read(sources, imported.resources.objects(), &mut imported.diagnostics);
    imported.diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let text = state::imported(&imported.resources, configuration, |object| comments.of(object));
    (imported, text)
}
