//! Which connections fare otherwise.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;

use super::ending::Ending;
use super::mixtures::{Mixtures, Turns};
use super::noticed::Noticed;
use crate::analysis::reach::Reached;
use crate::analysis::{ANY_ENTRY_POINT, compare};
use crate::connection::ClientHello;
use crate::difference::Probes;
use crate::routing::{Answer, Connection, HelloForm, RoutingTable};
use crate::traefik::change;

/// Connections that fare otherwise in the same way and for the same cause, shown by one of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConnectionDifference {
    /// The one that is shown, the plainest that was found. The entry point `*` stands for those that nobody declared and no
    /// route names.
    pub connection: Connection,
    /// What becomes of it under the old version.
    pub old: Ending,
    /// What becomes of it under the new version.
    pub new: Ending,
    /// How many more that were tried fare alike.
    pub alike: usize,
    /// Whether the classes have it, or one that fares alike.
    #[serde(skip)]
    pub in_classes: bool,
}

/// All of them, by entry point, each with its cause.
pub(super) fn differences(
    [old, new]: [&RoutingTable; 2],
    mixtures: &Mixtures<'_>,
) -> Vec<(Turns, ConnectionDifference)> {
    let unnamed = [old, new].iter().any(|table| table.serves_unnamed_entry_points()).then_some(ANY_ENTRY_POINT);
    let entry_points: BTreeSet<&str> = old.entry_points().chain(new.entry_points()).chain(unnamed).collect();
    let forms = forms([old, new]);
    let mut search = Search { old, new, mixtures, found: Vec::new() };
    for entry_point in entry_points {
        search.on_entry_point(&Probes::whole(&[old, new], entry_point), &forms);
    }
    search.found
}

/// The forms of a hello that a version may read otherwise. Where both read a fragmented one, it is like any other.
fn forms(tables: [&RoutingTable; 2]) -> Vec<HelloForm> {
    let read = tables.iter().all(|table| table.changes().has(&change::FRAGMENTED_HELLO_READ));
    let others = [HelloForm::Unreadable, HelloForm::Unfinished, HelloForm::HeaderUnfinished, HelloForm::Overlong];
    Some(HelloForm::Fragmented).filter(|_| !read).into_iter().chain(others).collect()
}

struct Search<'s, 'c> {
    old: &'s RoutingTable,
    new: &'s RoutingTable,
    mixtures: &'s Mixtures<'c>,
    found: Vec<(Turns, ConnectionDifference)>,
}

impl Search<'_, '_> {
    fn on_entry_point(&mut self, probes: &Probes, forms: &[HelloForm]) {
        // What was found, by what was noticed: its places, a cause each.
        let mut known: HashMap<String, Vec<usize>> = HashMap::new();
        probes.each_way(forms, |connection| {
            let (before, after) = (self.old.decide_fast(&connection), self.new.decide_fast(&connection));
            let (was, is) = (Noticed::new(self.old, &before), Noticed::new(self.new, &after));
            if was == is {
                return;
            }
            let brings = |table: &RoutingTable| Noticed::new(table, &table.decide_fast(&connection)) == is;
            let places = known.entry(format!("{was:?} {is:?}")).or_default();
            let cause = self.known_cause(places, &brings).unwrap_or_else(|| self.mixtures.cause(brings));
            let alike = places.iter().copied().find(|place| self.found.get(*place).is_some_and(|it| it.0 == cause));
            let in_classes = is_in_classes(&connection) && !self.is_alike([&before, &after]);
            if let Some((_, difference)) = alike.and_then(|place| self.found.get_mut(place)) {
                difference.alike += 1;
                difference.in_classes |= in_classes;
                return;
            }
            places.push(self.found.len());
            let old = Ending::new(self.old, &connection, &before);
            let new = Ending::new(self.new, &connection, &after);
            self.found.push((cause, ConnectionDifference { connection, old, new, alike: 0, in_classes }));
        });
    }

    /// Whether the answers of both tables are one class.
    fn is_alike(&self, [before, after]: [&Answer<'_>; 2]) -> bool {
        compare::is_alike(&Reached::new(self.old, before), &Reached::new(self.new, after))
    }

    /// The cause that was found for such a difference before, where it is this one's too.
    fn known_cause(&self, places: &[usize], brings: &impl Fn(&RoutingTable) -> bool) -> Option<Turns> {
        let mut causes = places.iter().filter_map(|place| self.found.get(*place)).map(|(cause, _)| *cause);
        causes.find(|cause| self.mixtures.is_cause(*cause, brings))
    }
}

/// Whether classes have connections like this: the client speaks every version of TLS, nothing is known of its certificate, and
/// its hello comes in one piece.
fn is_in_classes(connection: &Connection) -> bool {
    let whole =
        |hello: &ClientHello| hello.version.is_none() && hello.certificate.is_none() && hello.form == HelloForm::Whole;
    connection.tls.as_ref().is_none_or(whole)
}
