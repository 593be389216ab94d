use toml_edit::{Array, Item, Table, TableLike, Value};

use super::lay::{canonical, canonical_rule, lay};
use crate::resource::{IngressRouteTcp, RouteTcp, Spec};

/// Edits a route that is written with `rules`. The rows that are no longer wanted go, those that are stay in their place.
pub(super) fn update(entry: &mut dyn TableLike, old: &IngressRouteTcp, new: &IngressRouteTcp) -> Option<()> {
    lay(entry, &without_rules(old)?, &without_rules(new)?);
    let kept = kept(&old.routes, &new.routes)?;
    let rows = entry.get_mut("rules")?;
    retain(rows, &kept);
    for (at, (&from, wanted)) in kept.iter().zip(&new.routes).enumerate() {
        let row = row(rows, at)?;
        lay(row, &canonical_rule(old.routes.get(from)?)?, &canonical_rule(wanted)?);
    }
    Some(())
}

/// For each wanted rule the row that becomes it: the one with the same text, or else the next in order. None when there
/// are not enough rows, or their order would have to change.
fn kept(old: &[RouteTcp], new: &[RouteTcp]) -> Option<Vec<usize>> {
    let mut kept = Vec::with_capacity(new.len());
    let mut from = 0;
    for (at, wanted) in new.iter().enumerate() {
        let last = old.len().checked_sub(new.len() - at)?;
        let same = (from..=last).find(|&row| old.get(row).is_some_and(|row| row.match_text == wanted.match_text));
        let row = same.unwrap_or(from);
        if row > last {
            return None;
        }
        kept.push(row);
        from = row + 1;
    }
    Some(kept)
}

/// What a route says beside its rules.
fn without_rules(route: &IngressRouteTcp) -> Option<Table> {
    let bare = IngressRouteTcp { routes: Vec::new(), ..route.clone() };
    let mut table = canonical(&Spec::IngressRouteTcp(bare))?;
    table.remove("rules");
    Some(table)
}

fn retain(rows: &mut Item, kept: &[usize]) {
    let mut at = 0..;
    let mut keep = || at.next().is_some_and(|at: usize| kept.contains(&at));
    match rows {
        Item::ArrayOfTables(tables) => tables.retain(|_| keep()),
        Item::Value(Value::Array(array)) => Array::retain(array, |_| keep()),
        _ => {}
    }
}

fn row(rows: &mut Item, at: usize) -> Option<&mut dyn TableLike> {
    match rows {
        Item::ArrayOfTables(tables) => tables.get_mut(at).map(|table| table as &mut dyn TableLike),
        Item::Value(Value::Array(array)) => {
            array.get_mut(at)?.as_inline_table_mut().map(|table| table as &mut dyn TableLike)
        }
        _ => None,
    }
}
