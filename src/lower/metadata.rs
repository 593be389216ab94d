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
    let mut labels = merged(settings.map(|file| file.labels.as_slice()), common.labels.as_deref());
    let annotations = merged(settings.map(|file| file.annotations.as_slice()), common.annotations.as_deref());
    labels.set(Spanned::nowhere(MANAGED_BY), Spanned::nowhere(TCPGEN));
    Metadata { name, namespace, labels, annotations }
}

fn merged(of_file: Option<&[(Text, Text)]>, own: Option<&[(Text, Text)]>) -> Labels {
    of_file.into_iter().chain(own).flatten().cloned().collect()
}
