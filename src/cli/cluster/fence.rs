use crate::cli::Failure;
use crate::resource::Object;

/// With `--namespace`, refuses objects that name another one.
pub(super) fn fence(objects: &[&Object], namespace: Option<&str>) -> Result<(), Failure> {
    let Some(namespace) = namespace else { return Ok(()) };
    let outside = objects.iter().filter(|object| object.object_ref().namespace != namespace);
    let refused = outside.fold(Failure::default(), |failure, object| {
        let message = format!("{} {} is not in the namespace `{namespace}`", object.kind().name(), object.object_ref());
        failure.and(Failure::new(message).help(
            "`--namespace` is for objects that name none, and lets no other in: leave it out, or choose with `--only`",
        ))
    });
    if refused.is_empty() { Ok(()) } else { Err(refused) }
}
