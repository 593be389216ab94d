/// What a state is built for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildTarget {
    /// A Kubernetes API server with Traefik's definitions.
    #[default]
    Crd,
    /// The Traefik Helm chart.
    HelmValues,
    /// Traefik's file provider.
    File,
}

impl BuildTarget {
    /// As the command line and the browser's face spell it.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "crd" => Some(Self::Crd),
            "helm-values" => Some(Self::HelmValues),
            "file" => Some(Self::File),
            _ => None,
        }
    }
}
