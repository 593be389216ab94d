use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{MiddlewareTcp, Object, ServersTransportTcp, Spec, TlsOption, TlsStore};

/// An external entry with content.
pub static CODE: Code = Code {
    name: "external-with-content",
    severity: Severity::Warning,
    summary: "an external entry specifies content, which is not emitted",
    explanation: include_str!("external_with_content.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::Object(check)] };

/// Labels and annotations count as little, but do no harm.
fn check(_: &Context<'_>, object: &Object, diagnostics: &mut Vec<Diagnostic>) {
    if !object.external {
        return;
    }
    let says_nothing = match &object.spec {
        Spec::ServersTransportTcp(spec) => **spec == ServersTransportTcp::default(),
        Spec::TlsOption(spec) => **spec == TlsOption::default(),
        Spec::TlsStore(spec) => **spec == TlsStore::default(),
        Spec::MiddlewareTcp(spec) => *spec == MiddlewareTcp::default(),
        Spec::IngressRouteTcp(_) => true,
    };
    if !says_nothing {
        let message = format!("`{}` is external: what is written here is not emitted", object.metadata.name.as_str());
        diagnostics.push(
            Diagnostic::new(&CODE, object.span, message)
                .help("remove `external` to make it your own, or remove the rest"),
        );
    }
}
