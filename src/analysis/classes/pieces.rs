use super::super::set::Clients;
use crate::routing::{Router, RoutingTable};

/// Divides clients by the allow lists of the routers of which one takes them: to all clients of a piece each router's lists
/// do the same. None where there would be more pieces than `most`.
pub(super) fn pieces(table: &RoutingTable, clients: Clients, takers: &[&Router], most: usize) -> Option<Vec<Clients>> {
    let mut pieces = vec![clients];
    for router in takers {
        let mut divided = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let mut rest = piece;
            // The first list that refuses a client settles it.
            for list in table.allow_lists(router) {
                let list = Clients::of(list);
                let refused = rest.difference(&list);
                if !refused.is_empty() {
                    rest = rest.intersection(&list);
                    divided.push(refused);
                }
            }
            if !rest.is_empty() {
                divided.push(rest);
            }
        }
        pieces = divided;
        if pieces.len() > most {
            return None;
        }
    }
    Some(pieces)
}
