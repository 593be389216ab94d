use crate::check::{Check, Context, Run};
use crate::desired::Entry;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ServersTransportTcp};
use crate::traefik::Field;

/// An authority from nowhere.
pub static CODE: Code = Code {
    name: "root-ca-no-home",
    severity: Severity::Error,
    summary: "an item of `root_cas` has neither a Secret nor a ConfigMap: every route of the cluster is down",
    explanation: include_str!("root_ca_no_home.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::ServersTransport(check)] };

/// `*rootCA.ConfigMap` in `loadConfigurationFromCRD`, `pkg/provider/kubernetes/crd/kubernetes.go`. A version without the
/// field drops it.
fn check(context: &Context<'_>, object: &Object, transport: &ServersTransportTcp, diagnostics: &mut Vec<Diagnostic>) {
    if !object.whole || !Field::RootCas.is_in(context.version) {
        return;
    }
    let written = context.entry(object).and_then(Entry::servers_transport).and_then(|written| written.tls.as_ref());
    let written = written.and_then(|tls| tls.root_cas.as_ref());
    for (place, ca) in transport.tls.iter().flat_map(|tls| &tls.root_cas).enumerate() {
        if ca.secret.is_none() && ca.config_map.is_none() {
            let span = written.and_then(|list| list.get(place)).map_or(object.span, |ca| ca.span);
            let found = Diagnostic::new(
                &CODE,
                span,
                "an authority names neither a Secret nor a ConfigMap: Traefik's Kubernetes provider crashes on it, and every \
                 route of the cluster is down",
            );
            diagnostics.push(found.help("write `{ secret = \"...\" }` or `{ config_map = \"...\" }`"));
        }
    }
}
