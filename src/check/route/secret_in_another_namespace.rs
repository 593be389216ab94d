use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Fix, Severity};
use crate::resource::Object;

/// A Secret with a namespace before its name.
pub static CODE: Code = Code {
    name: "secret-in-another-namespace",
    severity: Severity::Warning,
    summary: "the name of a Secret includes a namespace: Traefik only looks in the namespace of the object",
    explanation: include_str!("secret_in_another_namespace.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Content(check)] };

/// `getTLSTCP`, `buildTLSOptions`, `buildTLSStores` in `pkg/provider/kubernetes/crd/`: always the object's namespace.
fn check(_: &Context<'_>, object: &Object, diagnostics: &mut Vec<Diagnostic>) {
    object.secrets(&mut |name, used| {
        let what = used.kind();
        let Some((namespace, alone)) = name.split_once('/') else { return };
        let own = object.metadata.namespace.as_str();
        let message = format!("this {what} is looked for in `{own}` alone, under the name `{}`", name.as_str());
        let found = Diagnostic::new(&CODE, name.span, message);
        let is_plain = alone.chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '.'));
        diagnostics.push(if namespace == own && is_plain {
            found.help(format!("write `{alone}`")).fix(Fix::repair(
                // The namespace that is written is the one that Traefik looks in.
                format!("write `{alone}`"),
                name.span,
                format!("\"{alone}\""),
            ))
        } else {
            found.help(format!("copy the {what} into `{own}`, or put this object into `{namespace}`"))
        });
    });
}
