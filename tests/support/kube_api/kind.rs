//! The kinds of object that the server keeps.

/// One kind: its group (empty for the core), version, plural name in paths, and its own name.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind {
    pub(super) group: &'static str,
    pub(super) version: &'static str,
    pub(super) plural: &'static str,
    pub(super) name: &'static str,
    pub(super) namespaced: bool,
}

const fn core(plural: &'static str, name: &'static str, namespaced: bool) -> Kind {
    Kind { group: "", version: "v1", plural, name, namespaced }
}

const fn traefik(plural: &'static str, name: &'static str) -> Kind {
    Kind { group: "traefik.io", version: "v1alpha1", plural, name, namespaced: true }
}

/// Traefik v2's, for those who write them: no Traefik of today reads them.
const fn legacy(plural: &'static str, name: &'static str) -> Kind {
    Kind { group: "traefik.containo.us", version: "v1alpha1", plural, name, namespaced: true }
}

/// All that Traefik's CRD provider reads (Traefik, `pkg/provider/kubernetes/crd/client.go`), and namespaces.
static KINDS: [Kind; 21] = [
    core("configmaps", "ConfigMap", true),
    // Versions before 3.1.0 read these instead of endpoint slices.
    core("endpoints", "Endpoints", true),
    core("namespaces", "Namespace", false),
    core("nodes", "Node", false),
    core("secrets", "Secret", true),
    core("services", "Service", true),
    Kind {
        group: "discovery.k8s.io",
        version: "v1",
        plural: "endpointslices",
        name: "EndpointSlice",
        namespaced: true,
    },
    traefik("ingressroutes", "IngressRoute"),
    traefik("ingressroutetcps", "IngressRouteTCP"),
    traefik("ingressrouteudps", "IngressRouteUDP"),
    traefik("middlewares", "Middleware"),
    traefik("middlewaretcps", "MiddlewareTCP"),
    traefik("serverstransports", "ServersTransport"),
    traefik("serverstransporttcps", "ServersTransportTCP"),
    traefik("tlsoptions", "TLSOption"),
    traefik("tlsstores", "TLSStore"),
    traefik("traefikservices", "TraefikService"),
    legacy("ingressroutetcps", "IngressRouteTCP"),
    legacy("middlewaretcps", "MiddlewareTCP"),
    legacy("tlsoptions", "TLSOption"),
    legacy("tlsstores", "TLSStore"),
];

impl Kind {
    /// All of them, group by group.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        KINDS.iter()
    }

    /// The kind that a path names.
    pub(super) fn in_path(group: &str, version: &str, plural: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| (kind.group, kind.version, kind.plural) == (group, version, plural))
    }

    /// The kind that an object names.
    pub(super) fn of_object(api_version: &str, name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.api_version() == api_version && kind.name == name)
    }

    /// The kind of this name; of two groups the newer one's.
    pub(super) fn named(name: &str) -> Option<&'static Self> {
        KINDS.iter().find(|kind| kind.name == name)
    }

    /// As access rules and messages name it: `middlewaretcps.traefik.io`.
    pub(super) fn resource(&self) -> String {
        if self.group.is_empty() { self.plural.to_owned() } else { format!("{}.{}", self.plural, self.group) }
    }

    /// As objects name group and version: `v1`, `traefik.io/v1alpha1`.
    pub(super) fn api_version(&self) -> String {
        if self.group.is_empty() { self.version.to_owned() } else { format!("{}/{}", self.group, self.version) }
    }
}
