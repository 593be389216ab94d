use std::cell::OnceCell;
use std::fmt;

use foldhash::{HashMap, HashMapExt as _, HashSet};

use crate::check::Context;
use crate::check::edit::suggestions::Suggestions;
use crate::diagnostic::Diagnostic;
use crate::resource::{Kind, Object, ObjectRef};
use crate::routing::names::normalized;
use crate::source::Text;

/// What a reference names (`pkg/provider/kubernetes/crd/kubernetes.go`, `resolveReference`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Reference<'a> {
    /// An object, by namespace and name.
    Object(ObjectRef<'a>),
    /// `namespace-name@kubernetescrd`: an object, by the name that Traefik makes of both.
    Generated(&'a str),
    /// `name@provider`: what no Kubernetes object says.
    Elsewhere(&'a str),
}

impl<'a> Reference<'a> {
    /// Reads a reference in an object of the namespace `own`. With an `@` in the name the namespace does not count.
    pub(crate) fn new(name: &'a Text, namespace: Option<&'a Text>, own: &'a str) -> Self {
        match name.rsplit_once('@') {
            Some((generated, "kubernetescrd")) => Self::Generated(generated),
            Some(_) => Self::Elsewhere(name),
            None => {
                let namespace = namespace.map_or("", Text::as_str);
                let namespace = if namespace.is_empty() { own } else { namespace };
                Self::Object(ObjectRef { namespace, name: name.as_str() })
            }
        }
    }
}

/// As people write it.
impl fmt::Display for Reference<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Object(object) => object.fmt(f),
            Self::Generated(name) => write!(f, "{name}@kubernetescrd"),
            Self::Elsewhere(name) => f.write_str(name),
        }
    }
}

/// Finds the objects of one kind that references name.
#[derive(Debug)]
pub(crate) struct Referents<'a> {
    objects: &'a HashMap<ObjectRef<'a>, &'a Object>,
    all: &'a [Object],
    kind: Kind,
    of_kind: OnceCell<Vec<&'a Object>>,
    generated: OnceCell<HashMap<String, &'a Object>>,
}

impl<'a> Referents<'a> {
    /// Among the objects of a kind; `objects` are those, by namespace and name.
    pub(crate) fn new(context: &Context<'a>, kind: Kind, objects: &'a HashMap<ObjectRef<'a>, &'a Object>) -> Self {
        let all = context.resources.objects();
        Self { objects, all, kind, of_kind: OnceCell::new(), generated: OnceCell::new() }
    }

    /// All of them, in output order. Each search walks these alone, and not all objects.
    pub(crate) fn all(&self) -> impl Iterator<Item = &'a Object> + Clone {
        let of_kind = || self.all.iter().filter(|object| object.kind() == self.kind).collect();
        self.of_kind.get_or_init(of_kind).iter().copied()
    }

    /// The object that a reference names.
    pub(crate) fn find(&self, reference: Reference<'_>) -> Option<&'a Object> {
        match reference {
            Reference::Object(object) => {
                let key = ObjectRef { namespace: object.namespace, name: object.name };
                self.objects.get(&key).copied()
            }
            Reference::Generated(name) => self.generated().get(name).copied(),
            Reference::Elsewhere(_) => None,
        }
    }

    /// The objects that none of these references names. One of another's name counts as used with it; one that exists
    /// elsewhere is not ours to use.
    pub(crate) fn unused<'r>(&self, references: impl IntoIterator<Item = Reference<'r>>) -> Vec<&'a Object> {
        let mut suggestions = Suggestions::new();
        // What is misspelt refers to what was meant, and is reported itself.
        let mut meant =
            |reference: Reference<'_>| self.find(reference).or_else(|| self.meant(reference, &mut suggestions));
        let found = references.into_iter().filter_map(&mut meant);
        let used: HashSet<*const Object> = found.map(std::ptr::from_ref).collect();
        let is_used = |object: &Object| {
            let first = self.find(Reference::Object(object.object_ref()));
            first.is_some_and(|first| used.contains(&std::ptr::from_ref(first)))
        };
        self.all().filter(|object| !object.external && !is_used(object)).collect()
    }

    /// The object that a reference that names none is near to.
    fn meant(&self, reference: Reference<'_>, suggestions: &mut Suggestions) -> Option<&'a Object> {
        let Reference::Object(wanted) = reference else { return None };
        match near(wanted, self.all(), suggestions)? {
            Near::Elsewhere(object) => Some(object),
            Near::Similar(name) => self.find(Reference::Object(ObjectRef { name, ..wanted })),
        }
    }

    /// Of objects that share a generated name the first.
    fn generated(&self) -> &HashMap<String, &'a Object> {
        self.generated.get_or_init(|| {
            let mut named = HashMap::new();
            for object in self.all() {
                let name = normalized(&object.metadata.namespace, &object.metadata.name);
                named.entry(name).or_insert(object);
            }
            named
        })
    }
}

/// What may have been meant by a name that nothing has: a similar one of the namespace, or the same in another one.
pub(crate) enum Near<'a> {
    /// A similar name in the same namespace.
    Similar(&'a str),
    /// An object of that name in another namespace.
    Elsewhere(&'a Object),
}

/// Looks for what was meant by `wanted`, among `objects` of the kind in output order.
pub(crate) fn near<'a>(
    wanted: ObjectRef<'_>,
    objects: impl Iterator<Item = &'a Object> + Clone,
    suggestions: &mut Suggestions,
) -> Option<Near<'a>> {
    let same = |object: &&'a Object| object.metadata.name.as_str() == wanted.name;
    if let Some(object) = suggestions.first(objects.clone(), same) {
        return Some(Near::Elsewhere(object));
    }
    let here = objects.filter(|object| object.metadata.namespace.as_str() == wanted.namespace);
    suggestions.closest(wanted.name, here.map(|object| object.metadata.name.as_str())).map(Near::Similar)
}

/// Adds the object of that name in another namespace, and how to refer to it.
pub(crate) fn has_that_name(found: Diagnostic, object: &Object) -> Diagnostic {
    let name = object.object_ref();
    found.related(object.span, format!("`{name}` has that name")).help(format!("write `{name}` if that one is meant"))
}
