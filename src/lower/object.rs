use super::state::Lowering;
use super::{identity, metadata, waves};
use crate::desired::{
    Common, DesiredState, FileSettings, Middleware, Named, Route, ServersTransport, TlsOption, TlsStore,
};
use crate::resource::{Kind, Labels, Object, Spec};
use crate::source::Spanned;

/// An entry that becomes an object.
pub(super) trait ToObject {
    /// The keys that every entry may carry.
    fn common(&self) -> &Common;

    /// Whether the object exists elsewhere.
    fn external(&self) -> bool;
}

macro_rules! to_object {
    ($($entry:ty),+) => { $(
        impl ToObject for $entry {
            fn common(&self) -> &Common {
                &self.common
            }

            fn external(&self) -> bool {
                self.external.as_ref().is_some_and(|external: &Spanned<bool>| external.value)
            }
        }
    )+ };
}

to_object!(Middleware, ServersTransport, TlsOption, TlsStore);

impl ToObject for Route {
    fn common(&self) -> &Common {
        &self.common
    }

    fn external(&self) -> bool {
        false
    }
}

/// The annotations of an object of this kind whose entry has none of its own.
pub(crate) fn annotations(desired: &DesiredState, file: &FileSettings, kind: Kind) -> Labels {
    let mut annotations: Labels = file.annotations.iter().cloned().collect();
    if in_waves(desired) {
        waves::annotate(&mut annotations, kind, false);
    }
    annotations
}

fn in_waves(desired: &DesiredState) -> bool {
    desired.output.argo_sync_waves.is_some_and(|waves| waves.value)
}

impl Lowering<'_> {
    /// The object of an entry that says `spec`.
    pub(super) fn object<T: ToObject>(&mut self, entry: &Named<T>, spec: Spec) -> Object {
        let common = entry.body.common();
        let settings = self.desired.settings(entry.key.span);
        let (namespace, name) = identity::resolve(&entry.key, common, settings, self.diagnostics);
        let mut metadata = metadata::metadata(name, namespace, common, settings);
        if in_waves(self.desired) {
            let own = common.annotations.iter().flatten().map(|(key, _)| key.as_str());
            waves::annotate(&mut metadata.annotations, spec.kind(), waves::name_wave(own));
        }
        Object { group: self.group, metadata, spec, external: entry.body.external(), span: entry.key.span }
    }
}
