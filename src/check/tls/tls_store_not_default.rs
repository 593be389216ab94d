use crate::check::view::notation::Notation;
use crate::check::view::phrases::{SECRET_NAME_IS, STORE};
use crate::check::{Check, Context, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Kind, Object};

/// A TLSStore that nobody reads.
pub static CODE: Code = Code {
    name: "tls-store-not-default",
    severity: Severity::Warning,
    summary: "a TLSStore is not named `default`: Traefik ignores it",
    explanation: include_str!("tls_store_not_default.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `DefaultTLSStoreName` in `pkg/tls/tlsmanager.go` ("the only usable one for now"); `addTCPHandlers` in
/// `pkg/server/router/tcp/manager.go` asks for no other.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let stores = context.resources.emitted().filter(|object| object.kind() == Kind::TlsStore);
    for object in stores.filter(|object| object.metadata.name.as_str() != "default") {
        let message = format!(
            "the TLSStore `{}` is not looked at: Traefik reads the one called `default`",
            object.metadata.name.as_str()
        );
        diagnostics.push(
            Diagnostic::new(&CODE, object.span, message)
                .help(format!("call it `default`, or name the certificates in the routes: {}", certificate(object))),
        );
    }
    let named =
        context.resources.routes().filter_map(|(object, route)| Some((object, route.tls.as_ref()?.store.as_ref()?)));
    for (object, store) in named.filter(|(_, store)| store.name.as_str() != "default") {
        let message =
            format!("the TLSStore `{}` is not looked at: Traefik reads the one called `default`", store.name.as_str());
        diagnostics.push(Diagnostic::new(&CODE, store.name.span, message).help(format!(
            "leave {} out, and name the certificate: {}",
            Notation::of(object).words(&STORE),
            certificate(object)
        )));
    }
}

fn certificate(object: &Object) -> String {
    Notation::of(object).with(&SECRET_NAME_IS, &["..."])
}
