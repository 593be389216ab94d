//! Which turns bring a difference.

use super::mixtures::{Mixtures, Turns};
use crate::routing::RoutingTable;

impl Mixtures<'_> {
    /// The turn that alone makes a table do as the new one does; else the fewest that do it together, none of which can
    /// be left out.
    pub fn cause(&self, is_new: impl Fn(&RoutingTable) -> bool) -> Turns {
        let brings = |turned: Turns| is_new(&self.table(turned));
        let places = 0..self.turns.len();
        if let Some(alone) = places.clone().map(Turns::one).find(|alone| brings(*alone)) {
            return alone;
        }
        if let Some(known) = self.found.borrow().iter().copied().find(|known| self.is_cause(*known, &is_new)) {
            return known;
        }
        let all = Turns::all(self.turns.len());
        let together = places.map(Turns::one).fold(all, |left, one| {
            let fewer = left.without(one);
            if brings(fewer) { fewer } else { left }
        });
        self.found.borrow_mut().push(together);
        together
    }

    /// Whether these turns bring a difference, and none of them can be left out.
    pub fn is_cause(&self, turned: Turns, is_new: impl Fn(&RoutingTable) -> bool) -> bool {
        let brings = |turned: Turns| is_new(&self.table(turned));
        // Without any turn it is the old Traefik, which differs.
        brings(turned) && !turned.fewer().any(brings)
    }
}
