use smol_str::SmolStr;

use crate::desired::{Common, DEFAULT_NAMESPACE, FileSettings, problem};
use crate::diagnostic::Diagnostic;
use crate::resource::{Labels, MANAGED_BY, MANAGER, Metadata};
use crate::source::{Spanned, Text};

/// Namespace and name of an entry: from its key (`namespace/name`), its `namespace`, its file's, or `default`.
pub(super) fn resolve(
    key: &Text,
    common: &Common,
    settings: Option<&FileSettings>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Text, Text) {
    let Some((in_key, name)) = key.split_once('/') else {
        let of_file = settings.and_then(|settings| settings.namespace.as_ref());
        let namespace = common.namespace.as_ref().or(of_file).cloned();
        return (namespace.unwrap_or(Spanned::new(DEFAULT_NAMESPACE.into(), key.span)), key.clone());
    };
    if let Some(inside) = common.namespace.as_ref().filter(|inside| inside.as_str() != in_key) {
        diagnostics.push(problem::conflicting_keys::diagnostic("namespace", inside.span, in_key, key.span));
    }
    (Spanned::new(in_key.into(), key.span), Spanned::new(name.into(), key.span))
}

/// The file's labels and annotations, then the entry's over them.
pub(super) fn metadata(name: Text, namespace: Text, common: &Common, settings: Option<&FileSettings>) -> Metadata {
    let mut labels = merged(settings.map(|file| file.labels.as_slice()), common.labels.as_deref());
    let annotations = merged(settings.map(|file| file.annotations.as_slice()), common.annotations.as_deref());
    labels.set(Spanned::nowhere(SmolStr::new_static(MANAGED_BY)), Spanned::nowhere(SmolStr::new_static(MANAGER)));
    Metadata { name, namespace, labels, annotations }
}

fn merged(of_file: Option<&[(Text, Text)]>, own: Option<&[(Text, Text)]>) -> Labels {
    of_file.into_iter().chain(own).flatten().cloned().collect()
}
