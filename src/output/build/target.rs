/// How a state is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildFormat {
    /// YAML; objects as a stream of documents.
    #[default]
    Yaml,
    /// JSON; objects as a Kubernetes List.
    Json,
}

impl BuildFormat {
    /// As the command line and the browser's face spell it.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "yaml" => Some(Self::Yaml),
            "json" => Some(Self::Json),
            _ => None,
        }
    }

    /// Of a file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Yaml => "yaml",
            Self::Json => "json",
        }
    }
}

/// What a state is built for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BuildTarget {
    /// A Kubernetes API server with Traefik's definitions.
    #[default]
    Crd,
    /// The Traefik Helm chart.
    HelmValues,
    /// The Traefik that k3s or RKE2 installs, whose chart takes its values from an object.
    HelmChartConfig,
    /// Traefik's file provider.
    File,
}

impl BuildTarget {
    /// As the command line and the browser's face spell it.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "crd" => Some(Self::Crd),
            "helm-values" => Some(Self::HelmValues),
            "helm-chart-config" => Some(Self::HelmChartConfig),
            "file" => Some(Self::File),
            _ => None,
        }
    }
}
