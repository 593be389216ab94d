use std::collections::HashMap;

use crate::desired::{DesiredState, problem};
use crate::diagnostic::Diagnostic;
use crate::resource::ObjectRef;
use crate::source::Text;

/// Where services' servers are: `[services."namespace/name:port"]`, with or without the namespace and the port.
pub(super) struct Addresses<'a> {
    entries: HashMap<(ObjectRef<'a>, Option<&'a str>), Entry<'a>>,
}

#[derive(Clone, Copy)]
struct Entry<'a> {
    key: &'a Text,
    addresses: &'a [Text],
}

impl<'a> Addresses<'a> {
    /// Reads the keys; two that mean the same are reported.
    pub(super) fn new(desired: &'a DesiredState, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut entries: HashMap<_, Entry<'a>> = HashMap::with_capacity(desired.services.len());
        for service in &desired.services {
            let key = &service.key;
            let of_file = desired.settings(key.span).and_then(|settings| settings.namespace.as_ref());
            let of_file = of_file.map_or("default", Text::as_str);
            let (namespace, rest) = key.split_once('/').unwrap_or((of_file, key.as_str()));
            // Names of Kubernetes Services have no colon.
            let (name, port) = rest.split_once(':').map_or((rest, None), |(name, port)| (name, Some(port)));
            let Some(addresses) = &service.body.addresses else { continue };
            let entry = Entry { key, addresses: &addresses.value };
            if let Some(first) = entries.insert((ObjectRef { namespace, name }, port), entry) {
                let (key, first) = (entry.key, first.key);
                diagnostics.push(problem::conflicting_keys::diagnostic(key, key.span, first, first.span));
            }
        }
        Self { entries }
    }

    /// The addresses of a service's port; none when nothing is said of it.
    pub(super) fn of(&self, service: ObjectRef<'_>, port: &str) -> Option<&'a [Text]> {
        let exact = self.entries.get(&(service, Some(port)));
        exact.or_else(|| self.entries.get(&(service, None))).map(|entry| entry.addresses)
    }
}
