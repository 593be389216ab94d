use crate::check::{Check, Context, Run};
use foldhash::{HashMap, HashMapExt as _};

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, Object, ObjectRef};

/// Two entries of one kind, namespace and name.
pub static CODE: Code = Code {
    name: "duplicate-object",
    severity: Severity::Error,
    summary: "two entries define the same object",
    explanation: include_str!("duplicate_object.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// Points at every one but the first.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let objects = context.resources.objects();
    let mut first: HashMap<(Kind, ObjectRef<'_>), &Object> = HashMap::with_capacity(objects.len());
    for object in objects {
        let known = first.entry((object.kind(), object.object_ref())).or_insert(object);
        if !std::ptr::eq(*known, object) {
            let message = format!("the {} `{}` is declared twice", object.kind().name(), object.object_ref());
            diagnostics.push(
                Diagnostic::new(&CODE, object.span, message)
                    .related(known.span, "first declared here")
                    .help("rename one of the two, or put it into another namespace"),
            );
        }
    }
}
