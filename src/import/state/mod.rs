//! Objects as a state file, in the short forms that a person would write.

mod document;
mod entry;
mod entry_points;
mod names;
mod route;
mod rule;
mod servers_transport;
mod service;
mod shared;
mod tls;
mod write;

pub(crate) use rule::hosts as hosts_of;

use crate::resource::{Object, Resources, Spec};
use document::Table;
use names::Names;
use shared::Shared;

/// A state file that compiles to these objects, in this order: what all share stands at the top once, what is a default is
/// left out, rules that ask for server names alone become `sni`. Objects of Traefik v2's group are written as v3's; call
/// [`modernise`](super::modernise) before.
pub fn state_file(resources: &Resources) -> String {
    written(resources, "", |_| &[])
}

/// The same for objects of manifests: with the comments of each object, and the entry points to fill in, unless files with
/// Traefik's configuration have them.
pub(super) fn imported<'c>(
    resources: &Resources,
    configuration: &[(&str, String)],
    comments: impl Fn(&Object) -> &'c [String],
) -> String {
    if configuration.is_empty() {
        return written(resources, &entry_points::skeleton(resources), comments);
    }
    let mut table = toml_edit::Table::new();
    table.extend(configuration.iter().map(|(key, file)| (*key, toml_edit::Item::Value(file.as_str().into()))));
    written(resources, &format!("[traefik]\n{table}"), comments)
}

/// `facts` are the tables that come before the entries.
fn written<'c>(resources: &Resources, facts: &str, comments: impl Fn(&Object) -> &'c [String]) -> String {
    let objects: Vec<_> = resources.emitted().collect();
    let names = Names::of(&objects);
    let shared = Shared::of(&objects);
    let mut text = String::new();
    write::top(&mut text, &shared.table());
    if !facts.is_empty() {
        write::gap(&mut text);
        text.push_str(facts);
        write::gap(&mut text);
    }
    for object in &objects {
        let mut table = Table::default();
        shared.head(object, &names, &mut table);
        entry::spec(&object.spec, &mut table);
        shared.tail(object, &mut table);
        write::comments(&mut text, comments(object));
        write::entry(&mut text, &[object.kind().table(), &names.key(object)], &table);
    }
    text
}

/// What one object says, as an entry of a state file under this key. Namespace, labels and annotations are left to who
/// knows the file that it goes into.
pub fn state_entry(spec: &Spec, key: &str) -> String {
    let mut text = String::new();
    let mut table = Table::default();
    entry::spec(spec, &mut table);
    write::entry(&mut text, &[spec.kind().table(), key], &table);
    text
}
