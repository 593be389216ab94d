use smol_str::SmolStr;

use crate::desired::{Common, FileSettings};
use crate::resource::{Labels, Metadata};
use crate::source::{Spanned, Text};

/// The label by which objects of tcpgen are known
/// (<https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/>).
const MANAGED_BY: SmolStr = SmolStr::new_static("app.kubernetes.io/managed-by");
const TCPGEN: SmolStr = SmolStr::new_static("tcpgen");

/// The file's labels and annotations, then the entry's over them.
pub(super) fn metadata(name: Text, namespace: Text, common: &Common, settings: Option<&FileSettings>) -> Metadata {
    let mut labels = Labels::default();
    let mut annotations = Labels::default();
    if let Some(settings) = settings {
        add(&mut labels, &settings.labels);
        add(&mut annotations, &settings.annotations);
    }
    add(&mut labels, common.labels.as_deref().unwrap_or_default());
    add(&mut annotations, common.annotations.as_deref().unwrap_or_default());
    labels.set(Spanned::nowhere(MANAGED_BY), Spanned::nowhere(TCPGEN));
    Metadata { name, namespace, labels, annotations }
}

fn add(labels: &mut Labels, pairs: &[(Text, Text)]) {
    for (key, value) in pairs {
        labels.set(key.clone(), value.clone());
    }
}
