use super::fields::table;
use crate::source::{Spanned, Text};
use crate::traefik::TraefikVersion;

table! {
    /// Facts about the Traefik that will serve this state. They change no more than what the checks know.
    pub struct Traefik {
        /// Traefik's version: `3.7`, `v3` or `v2`. With v2 the objects are `traefik.containo.us/v1alpha1`, in v2's spellings.
        /// Default: the latest that tcpgen knows.
        /// Example: `"3.7"`
        version: Text,
        /// `providers.kubernetesCRD.allowCrossNamespace`.
        /// Default: `false`
        /// Example: `true`
        allow_cross_namespace: Spanned<bool>,
        /// `providers.kubernetesCRD.allowExternalNameServices`.
        /// Default: `false`
        /// Example: `true`
        allow_external_name_services: Spanned<bool>,
        /// `providers.kubernetesCRD.ingressClass`: routes of another class are ignored.
        /// Example: `"internal"`
        ingress_class_name: Text,
        /// Major version of the Traefik Helm chart that `--target helm-values` writes for.
        /// Default: `41`
        /// Example: `41`
        chart: Spanned<i64>,
    }
}

impl Traefik {
    /// The version that is meant: the latest where none is said, or none that can be read.
    pub fn version(&self) -> TraefikVersion {
        self.version.as_ref().and_then(|text| TraefikVersion::parse(text)).unwrap_or_default()
    }
}
