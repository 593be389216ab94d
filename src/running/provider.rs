use super::{Running, RunningRouter};
use crate::routing::{Router, names};

/// The provider that a state comes through, by which its names in Traefik end: the Kubernetes CRD provider, or the file
/// provider for the output of `build --target file`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Provider(&'static str);

/// The file provider.
const FILE: &str = "file";

impl Provider {
    /// The one of those two that this Traefik knows the routers from; Kubernetes if it knows none of them.
    pub fn of(routers: &[&Router], running: &Running) -> Self {
        let from = |provider: Self| {
            routers.iter().any(|router| running.routers.iter().any(|one| one.name == provider.name_of(router)))
        };
        let [kubernetes, file] = [Self(names::PROVIDER), Self(FILE)];
        if !from(kubernetes) && from(file) { file } else { kubernetes }
    }

    /// A router's full name.
    pub fn name_of(self, router: &Router) -> String {
        self.qualified(router.name())
    }

    /// A full name of the Kubernetes provider, of this one.
    pub fn qualified(self, name: &str) -> String {
        let own = name.strip_suffix(names::PROVIDER).and_then(|name| name.strip_suffix('@'));
        own.map_or_else(|| name.to_owned(), |name| format!("{name}@{}", self.0))
    }

    /// A name that a router of this provider has written: its own provider may be left out.
    pub fn written(self, name: &str) -> String {
        if name.contains('@') { name.to_owned() } else { format!("{name}@{}", self.0) }
    }

    /// Whether a name is of this provider.
    pub fn owns(self, name: &str) -> bool {
        name.rsplit_once('@').is_some_and(|(_, provider)| provider == self.0)
    }

    /// A text of Traefik's with the names of this provider, where it has those of the Kubernetes provider.
    pub fn said(self, text: &str) -> String {
        text.replace(&format!("@{}", names::PROVIDER), &format!("@{}", self.0))
    }
}

/// Whether Traefik itself made a router.
pub(super) fn is_internal(router: &RunningRouter) -> bool {
    router.name.ends_with("@internal")
}
