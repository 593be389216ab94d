use serde::Serialize;

use super::mixtures::Turn;
use crate::traefik::{Changes, TraefikVersion};

/// The page that has all changes.
const PAGE: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/traefik-versions.md#");
/// What stands for all fields that a version lacks.
const FIELDS: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/diagnostics.md#not-in-this-version");

/// A change, seen in the direction that is asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Its name in `docs/traefik-versions.md`; `objects` for what is no change of behaviour.
    pub id: &'static str,
    /// What it is about.
    pub title: &'static str,
    /// What the old version does.
    pub before: &'static str,
    /// What the new version does.
    pub after: &'static str,
    /// Where to read on.
    pub link: String,
}

impl Row {
    /// That of a turn, for an upgrade from a Traefik with these changes.
    pub(super) fn new(turn: Turn, from: Changes, [old, new]: [TraefikVersion; 2]) -> Self {
        let change = match turn {
            Turn::Change(change) => change,
            Turn::Objects => return Self::objects(old.is_v2(), new.is_v2()),
        };
        let (without, with) = (change.before, change.after);
        let (before, after) = if from.has(change) { (with, without) } else { (without, with) };
        Self { id: change.id, title: change.title, before, after, link: format!("{PAGE}{}", change.id) }
    }

    fn objects(old_is_v2: bool, new_is_v2: bool) -> Self {
        let of = |is_v2| {
            if is_v2 {
                "Traefik 2: both API groups, the syntax v2, the fields of its CRDs"
            } else {
                "Traefik 3: `traefik.io` alone, the syntax v3 where no rule names another, the fields of its CRDs"
            }
        };
        Self {
            id: "objects",
            title: "API group, rule syntax, and fields of the CRDs",
            before: of(old_is_v2),
            after: of(new_is_v2),
            link: FIELDS.to_owned(),
        }
    }
}
