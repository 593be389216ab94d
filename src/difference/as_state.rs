//! Objects as a state, so that the same checks can be asked of them.

use toml_edit::{DocumentMut, Item, Table};

use crate::desired::DEFAULT_NAMESPACE;
use crate::import::state_file;
use crate::resource::{Kind, Resources};
use crate::source::{SourceFile, Sources};

/// Tables that say something of Traefik or of what is around it, and nothing of objects.
const FACTS: [&str; 5] = ["namespace", "traefik", "entry_points", "services", "allow"];

/// These objects as a state, with the facts that the state files among `knows` say, and their external entries unless
/// they are among the objects.
pub(super) fn as_state(resources: &Resources, knows: &Sources) -> Sources {
    let mut sources = Sources::default().for_traefik(knows.traefik());
    sources.add(SourceFile::new("objects.toml", state_file(resources)));
    for (_, file) in knows.iter().filter(|(_, file)| !file.is_manifest()) {
        if let Ok(mut document) = file.text().parse::<DocumentMut>() {
            keep_facts(&mut document, resources);
            sources.add(SourceFile::new(file.name(), document.to_string()));
        }
    }
    sources
}

fn keep_facts(document: &mut DocumentMut, resources: &Resources) {
    let namespace = document.get("namespace").and_then(Item::as_str).unwrap_or(DEFAULT_NAMESPACE).to_owned();
    document.retain(|key, item| {
        if FACTS.contains(&key) {
            return true;
        }
        let kind = Kind::of_table(key);
        match (kind, item.as_table_mut()) {
            (Some(kind), Some(table)) => {
                keep_externals(table, kind, &namespace, resources);
                !table.is_empty()
            }
            _ => false,
        }
    });
}

fn keep_externals(table: &mut Table, kind: Kind, of_file: &str, resources: &Resources) {
    let known = resources.index(kind);
    table.retain(|key, entry| {
        let says = |name: &str| entry.as_table_like().and_then(|entry| entry.get(name));
        let (namespace, name) =
            key.split_once('/').unwrap_or_else(|| (says("namespace").and_then(Item::as_str).unwrap_or(of_file), key));
        let external = says("external").and_then(Item::as_bool).unwrap_or(false);
        external && !known.contains_key(&crate::resource::ObjectRef { namespace, name })
    });
}
