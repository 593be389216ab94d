use serde::{Deserialize, Serialize};

/// The API group and version of Traefik's objects.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ApiGroup {
    /// Traefik v3, and v2 from 2.10 on.
    #[default]
    #[serde(rename = "traefik.io/v1alpha1")]
    TraefikIo,
    /// Traefik v2; gone in v3.
    #[serde(rename = "traefik.containo.us/v1alpha1")]
    TraefikContainoUs,
}

impl ApiGroup {
    /// As in `apiVersion`.
    pub fn name(self) -> &'static str {
        match self {
            Self::TraefikIo => "traefik.io/v1alpha1",
            Self::TraefikContainoUs => "traefik.containo.us/v1alpha1",
        }
    }

    /// The same without the version.
    pub fn domain(self) -> &'static str {
        match self {
            Self::TraefikIo => "traefik.io",
            Self::TraefikContainoUs => "traefik.containo.us",
        }
    }
}
