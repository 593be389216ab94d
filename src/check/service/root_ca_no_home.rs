use crate::check::{Check, Context, Run};
use crate::desired::Entry;
use crate::diagnostic::{Code, Diagnostic, Severity};

/// An authority from nowhere.
pub static CODE: Code = Code {
    name: "root-ca-no-home",
    severity: Severity::Warning,
    summary: "an item of `root_cas` has neither a Secret nor a ConfigMap",
    explanation: include_str!("root_ca_no_home.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check { code: &CODE, runs: &[Run::State(check)] };

/// `*rootCA.ConfigMap` in `loadConfigurationFromCRD`, `pkg/provider/kubernetes/crd/kubernetes.go`.
fn check(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let entries = context.desired.entries.iter().filter(|entry| entry.whole);
    let transports = entries.filter_map(Entry::servers_transport).filter_map(|transport| transport.tls.as_ref());
    for ca in transports.filter_map(|tls| tls.root_cas.as_ref()).flat_map(|list| &list.value) {
        if ca.secret.is_none() && ca.config_map.is_none() {
            diagnostics.push(
                Diagnostic::new(&CODE, ca.span, "an authority names neither a Secret nor a ConfigMap")
                    .help("write `{ secret = \"...\" }` or `{ config_map = \"...\" }`"),
            );
        }
    }
}
