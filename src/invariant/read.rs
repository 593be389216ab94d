use smol_str::SmolStr;

use crate::analysis::invariant::{Demand, Invariant};
use crate::analysis::reach::ServiceName;
use crate::desired::{self, DesiredState};
use crate::source::{Span, Text};

use super::selection::{Invalid, selection};

/// Every service.
const ANY_SERVICE: &str = "*";

/// An invariant as it is written in a state file.
#[derive(Clone, Debug)]
pub struct Stated<'a> {
    /// Its name.
    pub key: &'a Text,
    /// Its keys.
    pub written: &'a desired::Invariant,
    /// The place of what it demands.
    pub demand: Span,
    /// What it means.
    pub invariant: Invariant,
}

/// An invariant with its name, for those who hold it against other objects than the state's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Its name.
    pub name: SmolStr,
    /// What it means.
    pub invariant: Invariant,
}

/// The invariants of a state that mean something.
pub fn promises(desired: &DesiredState) -> Vec<Promise> {
    let stated = invariants(desired).0.into_iter();
    stated.map(|stated| Promise { name: stated.key.value.clone(), invariant: stated.invariant }).collect()
}

/// The invariants of a state, in file order, and what is wrong with others: one of which a part means nothing is not among
/// them.
pub fn invariants(desired: &DesiredState) -> (Vec<Stated<'_>>, Vec<Invalid>) {
    let (mut stated, mut invalid) = (Vec::new(), Vec::new());
    for named in desired.invariants.iter().filter(|named| named.whole) {
        let before = invalid.len();
        let to = services(&named.body, &mut invalid);
        let Some((demand, set)) = demand(&named.body) else { continue };
        let invariant = Invariant { to, demand, set: selection(set, &mut invalid) };
        if invalid.len() == before {
            stated.push(Stated { key: &named.key, written: &named.body, demand: set.span, invariant });
        }
    }
    (stated, invalid)
}

fn demand(written: &desired::Invariant) -> Option<(Demand, &desired::ConnectionSet)> {
    let demands = [(Demand::Only, &written.only), (Demand::Never, &written.never), (Demand::Always, &written.always)];
    demands.into_iter().find_map(|(demand, set)| Some((demand, set.as_ref()?)))
}

/// None for every service.
fn services(written: &desired::Invariant, invalid: &mut Vec<Invalid>) -> Option<Vec<ServiceName>> {
    let names = written.to.as_ref()?;
    if names.items.is_empty() {
        let help = format!("name a service, or write \"{ANY_SERVICE}\" for every service");
        invalid.push(Invalid { span: names.span, message: "`to` names no service".to_owned(), help });
    }
    if names.items.iter().any(|name| name.as_str() == ANY_SERVICE) {
        return None;
    }
    let mut read = |name: &Text| {
        let help = || "write a service as `postgres:5432`, `data/postgres:5432` or `postgres`".to_owned();
        let message = |_| format!("`{}` is not a service", name.as_str());
        let parsed = name.parse::<ServiceName>().map_err(message);
        parsed.map_err(|message| invalid.push(Invalid { span: name.span, message, help: help() })).ok()
    };
    Some(names.items.iter().filter_map(&mut read).collect())
}
