use std::hash::{BuildHasher as _, Hasher as _};

use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt as _};

use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, Object};
use crate::routing::names::letters;

/// Two objects of one generated name.
pub static CODE: Code = Code {
    name: "object-name-collision",
    severity: Severity::Warning,
    summary: "two objects of different namespaces get the same name in Traefik: one replaces the other",
    explanation: include_str!("object_name_collision.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `provider.Normalize(makeID(...))` in `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: HashMap<(Kind, u64), &Object> = HashMap::new();
    for object in context.resources.objects().iter().filter(|object| has_generated_name(object)) {
        let known = *first.entry((object.kind(), hash(object))).or_insert(object);
        let (name, other) = (object.object_ref(), known.object_ref());
        if name != other && letters(name.namespace, name.name).eq(letters(other.namespace, other.name)) {
            let kind = object.kind().name();
            let message =
                format!("to Traefik the {kind}s `{name}` and `{other}` are one: their joined names are the same");
            diagnostics.push(
                Diagnostic::new(&CODE, object.span, message)
                    .related(known.span, "the other one")
                    .help("rename one of the two; hyphens do not separate namespace and name"),
            );
        }
    }
}

/// TLS options and stores named `default` keep that name; routers are told apart by their rules too.
fn has_generated_name(object: &Object) -> bool {
    match object.kind() {
        Kind::MiddlewareTcp | Kind::ServersTransportTcp => true,
        Kind::TlsOption => object.metadata.name.as_str() != "default",
        Kind::TlsStore | Kind::IngressRouteTcp => false,
    }
}

fn hash(object: &Object) -> u64 {
    let mut hasher = FixedState::default().build_hasher();
    letters(&object.metadata.namespace, &object.metadata.name).for_each(|letter| hasher.write_u32(letter.into()));
    hasher.finish()
}
