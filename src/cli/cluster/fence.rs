use std::collections::BTreeSet;

use crate::cli::{Failure, console};
use crate::difference::ObjectId;
use crate::resource::Object;

/// With `--namespace`, refuses objects that name another one; no namespaces: all are fine.
pub(super) fn fence(objects: &[&Object], namespaces: &[String]) -> Result<(), Failure> {
    if namespaces.is_empty() {
        return Ok(());
    }
    let names = namespaces.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(" or ");
    let outside = objects.iter().filter(|object| !namespaces.iter().any(|name| object.object_ref().namespace == name));
    let refused = outside.fold(Failure::default(), |failure, object| {
        let message = format!("{} is not in the namespace {names}", ObjectId::of(object));
        failure.and(Failure::new(message).help(
            "`--namespace` excludes objects that name another namespace: leave it out, or choose objects with `--only`",
        ))
    });
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}

/// Warns that something was done in these namespaces only, although no namespace was set.
pub(super) fn warn_limited(done: &str, only_in: &BTreeSet<String>) {
    let names: Vec<&str> = only_in.iter().map(String::as_str).collect();
    let message = format!("{done} in the namespaces {} only: you may not list all of them", names.join(", "));
    console::warning(&message, Some("`--namespace` limits a state to one namespace"));
}
