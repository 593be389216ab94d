use super::ClassChange;
use super::kinds::{Kind, Kinds};
use crate::analysis::classes::Classes;
use crate::analysis::reach::{Reached, Sets};
use crate::analysis::set::{Division, Universe};
use crate::routing::RoutingTable;

/// Connections that two tables treat differently, with those of some other tables that treat them as the new one does.
#[derive(Clone, Debug)]
pub(crate) struct Traced {
    /// The connections, as in [`Comparison::overview`](super::Comparison::overview), divided further by these tables.
    pub class: ClassChange,
    /// The places of these tables, in order.
    pub brought_by: Vec<usize>,
}

/// A way in which connections are treated differently, and the tables that bring it.
type Way = Option<(usize, Vec<usize>)>;

/// Divides the connections that two tables treat differently by which of the tables `between` bring the difference. None where
/// there would be too many classes.
pub(crate) fn trace(old: &RoutingTable, new: &RoutingTable, between: &[&RoutingTable]) -> Option<Vec<Traced>> {
    let universe = Universe::new(&[&[old, new], between].concat(), &[]);
    let [was, now] = [old, new].map(|table| Classes::new(&universe, table));
    let (kinds, division) = Kinds::of_all([old, new], [&was, &now]);
    if division.values().any(|kind| *kind == Kind::Unknown) {
        return None;
    }
    let merged = kinds.overview();
    let mut changed: Division<Way> = division.map(|kind| match kind {
        Kind::Changed(place) => Some((*merged.get(*place)?, Vec::new())),
        Kind::Alike | Kind::Unknown => None,
    });
    for (place, table) in between.iter().enumerate() {
        let classes = Classes::new(&universe, table);
        let (_, alike) = Kinds::of_all([table, new], [&classes, &now]);
        if alike.values().any(|kind| *kind == Kind::Unknown) {
            return None;
        }
        changed = changed.combine(&alike, |way, kind| {
            let mut way = way.clone();
            way.iter_mut().filter(|_| *kind == Kind::Alike).for_each(|(_, brought_by)| brought_by.push(place));
            way
        });
    }
    let mut sets = Sets::new(&universe);
    let mut all = Vec::new();
    for row in changed.rows(Option::is_some) {
        let Some((_, brought_by)) = row.value.clone() else { continue };
        for (set, witness) in sets.of(&row) {
            let Some(witness) = witness else { continue };
            let [was, now] = [old, new].map(|table| Reached::of(table, &witness));
            let class = ClassChange::new(set, was, now, Some(witness));
            all.push(Traced { class, brought_by: brought_by.clone() });
        }
    }
    Some(all)
}
