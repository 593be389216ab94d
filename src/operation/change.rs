use std::sync::Arc;

use serde_json::Value;

use super::consent::{Consent, Names};
use super::consequences::{Access, lost};
use super::permission::Permission;
use super::plan_only::{self, Prospect};
use super::reply::{self, Reply};
use crate::diagnostic::closest;
use crate::resource::{Kind, Object, ObjectRef};
use crate::store::{Applied, CHANGED_UNDERNEATH, Change, Deleted, Done, Plan, Refusal, Store};

/// An object to be applied.
pub(super) struct Wanted<'a> {
    /// The object itself.
    pub object: Object,
    /// The object that an update was made from; it must not have changed since.
    pub seen: Option<&'a Object>,
    /// The result's key for its name.
    pub key: &'a str,
    /// What the call may do.
    pub consent: Consent<'a>,
    /// What it names of that which the object loses.
    pub names: Names,
    /// What the message says beside it.
    pub note: Option<String>,
}

/// How often an update is tried when other writers change the object at the same time.
const ATTEMPTS: usize = 8;

/// Repeats an update, which reads an object and applies the new one, until nobody changes the object in between.
pub(super) fn undisturbed(mut update: impl FnMut() -> Result<Value, Refusal>) -> Result<Value, Refusal> {
    for _ in 1..ATTEMPTS {
        match update() {
            Err(refusal) if refusal.code == CHANGED_UNDERNEATH => {}
            done => return done,
        }
    }
    update()
}

/// Applies an object, and reports what the checks find, what the object lost and who gets in anew.
pub(super) fn apply(store: &mut dyn Store, wanted: Wanted<'_>) -> Result<Value, Refusal> {
    let Wanted { object, seen, key, consent, names, note } = wanted;
    let (kind, name) = (object.kind(), object.object_ref().to_string());
    let found = if seen.is_none() { existing(store, kind, object.object_ref())? } else { None };
    let before = seen.or(found.as_ref());
    let state = match before {
        Some(before) => {
            consent.may_lose(before, &object, names)?;
            consent.other_state(store, before)?
        }
        None => None,
    };
    let change = match seen {
        Some(seen) => Change::Update { seen, object: &object },
        None => Change::Apply(&object),
    };
    let plan = store.plan(change)?;
    let permission = consent.manner.permission;
    if consent.manner.plan_only {
        return plan_only::reply(Prospect { plan: &plan, before, key, state, note, permission });
    }
    let Carried { done, plan, access } = carry_out(store, plan, permission, before.is_some())?;
    let applied = match done {
        Done::Applied(applied) => applied,
        Done::Deleted(_) => Applied::Unchanged,
    };
    // Others may have kept something in it. The change is made: a failure to read it now must not refuse it.
    let after = existing(store, kind, object.object_ref()).ok().flatten();
    let after = after.as_ref().unwrap_or(&object);
    let (lost, access) = if applied == Applied::Unchanged {
        (Vec::new(), Access::unchanged())
    } else {
        let access = access.filter(|_| after.spec == object.spec);
        let lost = before.map(|before| lost(before, Some(after))).unwrap_or_default();
        (lost, access.unwrap_or_else(|| Access::of(&plan, Some(after))))
    };
    let reply = Reply::new(&reply::applied(applied, kind, &name, &lost))
        .with(key, after.metadata.name.as_str())
        .with("namespace", after.metadata.namespace.as_str())
        .with("result", applied.name())
        .with("spec", serde_json::to_value(&after.spec).unwrap_or_default());
    Ok(reply.note(note).consequences(&lost, &access).state(state).warnings(&plan.judgement))
}

/// Deletes an object, and reports what that breaks, what the object had and who gets in anew.
pub(super) fn delete(
    store: &mut dyn Store,
    kind: Kind,
    name: ObjectRef<'_>,
    key: &str,
    consent: Consent<'_>,
) -> Result<Value, Refusal> {
    let existing = required(store, kind, name)?;
    let state = consent.other_state(store, &existing)?;
    let plan = store.plan(Change::Delete(kind, name))?;
    consent.may_delete(&plan.before.resources, &existing)?;
    let permission = consent.manner.permission;
    if consent.manner.plan_only {
        let prospect = Prospect { plan: &plan, before: Some(&existing), key, state, note: None, permission };
        return plan_only::reply(prospect);
    }
    let Carried { done, plan, access } = carry_out(store, plan, permission, true)?;
    if done == Done::Deleted(Deleted::NotFound) {
        return Err(not_found(store, kind, name));
    }
    let reply = Reply::new(&format!("deleted the {} `{name}`", kind.name()))
        .with(key, name.name)
        .with("namespace", name.namespace)
        .with("result", Deleted::Deleted.name())
        .consequences(&lost(&existing, None), &access.unwrap_or_else(|| Access::of(&plan, None)));
    Ok(reply.state(state).warnings(&plan.judgement))
}

/// A plan that was carried out.
struct Carried<'a> {
    done: Done,
    plan: Plan<'a>,
    /// What it does to clients, where that was asked for before; none if another plan was carried out after all.
    access: Option<Access>,
}

/// Carries out a plan, unless an API server would refuse the change, or a person has to agree to it first.
fn carry_out<'a>(
    store: &mut dyn Store,
    plan: Plan<'a>,
    permission: Permission<'_>,
    exists: bool,
) -> Result<Carried<'a>, Refusal> {
    if let Some(refusal) = plan.judgement.refusal() {
        return Err(refusal);
    }
    let foreseen = (!permission.is_all()).then(|| Access::of(&plan, plan.change.object()));
    if let Some(access) = &foreseen {
        permission.covers(&plan, exists, access)?;
    }
    let after = Arc::clone(&plan.after);
    let (done, plan) = store.commit(plan)?;
    let access = foreseen.filter(|_| Arc::ptr_eq(&after, &plan.after));
    Ok(Carried { done, plan, access })
}

/// The object of this name, unless it only exists elsewhere.
fn existing(store: &dyn Store, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Object>, Refusal> {
    let stored = store.get(kind, name)?.map(|stored| stored.object);
    Ok(stored.filter(|object| !object.external))
}

/// The object of this name, which is to be changed or deleted.
///
/// # Errors
/// When there is none, with the name that may be meant.
pub(super) fn required(store: &dyn Store, kind: Kind, name: ObjectRef<'_>) -> Result<Object, Refusal> {
    existing(store, kind, name)?.ok_or_else(|| not_found(store, kind, name))
}

fn not_found(store: &dyn Store, kind: Kind, name: ObjectRef<'_>) -> Refusal {
    let full = name.to_string();
    let listed = match store.list() {
        Ok(listed) => listed,
        Err(refusal) => return refusal,
    };
    let of_kind = listed.emitted().filter(|object| object.kind() == kind);
    let names: Vec<String> = of_kind.map(|object| object.object_ref().to_string()).collect();
    let near = closest(&full, names.iter().map(String::as_str));
    reply::not_found(kind.name(), &full, near)
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use serde_json::{Value, json};

    use crate::compilation::count;
    use crate::operation;
    use crate::store::{Memory, StateText, Store};

    const ROUTES: usize = 20;

    fn state() -> String {
        let mut text = "[middlewares.office]\nip_allow_list = [\"10.0.0.0/8\"]\n".to_owned();
        for number in 0..ROUTES {
            let _ = write!(text, "[routes.r{number}]\nentry_points = [\"e{number}\"]\nservice = \"s:1\"\n");
        }
        text
    }

    fn calls() -> [(&'static str, Value); 4] {
        let route = |given: Value| ("traefik_manage_tcp_routing", given);
        [
            route(json!({ "route_name": "new", "service_name": "a", "service_port": 1, "entry_points": ["e1"] })),
            route(json!({ "route_name": "new", "action": "update", "middlewares": ["office"] })),
            ("traefik_configure_tcp_middleware", json!({ "middleware_name": "office", "source_ranges": ["10.0.0.1"] })),
            route(json!({ "route_name": "new", "action": "delete" })),
        ]
    }

    /// The compilations of the whole state that each call needs.
    fn compilations(store: &mut dyn Store) -> Vec<usize> {
        let counted = |(tool, arguments): (&str, Value)| {
            count::take(0);
            let answer = operation::call(store, tool, &arguments).unwrap();
            assert_eq!(answer["status"], "success", "{answer}");
            count::take(ROUTES)
        };
        calls().into_iter().map(counted).collect()
    }

    #[test]
    fn a_call_compiles_the_state_once_before_a_change_and_once_after_it() {
        assert_eq!(compilations(&mut StateText::new("tcpgen.toml", state())), [2, 1, 1, 1]);
        let objects = StateText::new("tcpgen.toml", state()).list().unwrap().into_objects();
        assert_eq!(compilations(&mut Memory::with(objects)), [2, 2, 2, 2]);
    }

    #[test]
    fn a_refused_call_leaves_a_text_that_the_next_call_can_change() {
        let uses = "[routes.used]\nentry_points = [\"e1\"]\nservice = \"s:1\"\nmiddlewares = [\"office\"]\n";
        let mut store = StateText::new("tcpgen.toml", state() + uses);
        let delete = json!({ "middleware_name": "office", "action": "delete" });
        let before = store.text().to_owned();
        let refused = operation::call(&mut store, "traefik_configure_tcp_middleware", &delete);
        assert_eq!(refused.unwrap_err().code, "still-used");
        assert_eq!(store.text(), before);
        assert_eq!(compilations(&mut store).len(), 4);
    }
}
