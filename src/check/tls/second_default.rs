use crate::check::Context;
use crate::resource::{Kind, Object};

/// Objects of a kind that are called `default` in another namespace than the first one, each with that first one.
/// Traefik has one `default` for all namespaces; one that exists elsewhere counts too.
pub(crate) fn second_defaults<'a>(
    context: &Context<'a>,
    kind: Kind,
) -> impl Iterator<Item = (&'a Object, &'a Object)> + use<'a> {
    let objects = context.resources.objects().iter().filter(move |object| object.kind() == kind);
    let mut defaults = objects.filter(|object| object.metadata.name.as_str() == "default");
    let first = defaults.next();
    defaults
        .filter_map(move |other| first.map(|first| (first, other)))
        .filter(|(first, other)| other.metadata.namespace != first.metadata.namespace)
}
