use toml_edit::{Item, Table};

use super::lay::{canonical, lay};
use super::rules;
use crate::resource::{Object, Spec};

/// Brings an entry to say what `wanted` says: only the keys that have to be others are touched.
pub(super) fn update(item: &mut Item, existing: &Object, wanted: &Object) -> Option<()> {
    let entry = item.as_table_like_mut()?;
    if existing.external {
        entry.remove("external");
    }
    match (&existing.spec, &wanted.spec) {
        (Spec::IngressRouteTcp(old), Spec::IngressRouteTcp(new)) if entry.contains_key("rules") => {
            rules::update(entry, old, new)
        }
        _ => {
            lay(entry, &canonical(&existing.spec)?, &canonical(&wanted.spec)?);
            Some(())
        }
    }
}

/// Writes all that an entry says anew, in the short forms; what is no part of the object's spec stays.
pub(super) fn rewrite(item: &mut Item, existing: &Object, wanted: &Object) -> Option<()> {
    let entry = item.as_table_like_mut()?;
    if existing.external {
        entry.remove("external");
    }
    let new = canonical(&wanted.spec)?;
    let keys = ["rules", "match", "services", "service", "sni", "ip_allow_list", "ip_white_list"];
    let old: Vec<String> =
        canonical(&existing.spec)?.iter().map(|(key, _)| key).chain(keys).map(str::to_owned).collect();
    for key in old {
        entry.remove(&key);
    }
    lay(entry, &Table::new(), &new);
    Some(())
}
