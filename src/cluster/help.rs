//! What to do about each error, in one place.

use super::{ClusterError, Conflict};

/// `namespace prod`, or all of them.
pub(super) fn place(namespace: Option<&str>) -> String {
    namespace.map_or_else(|| "all namespaces".to_owned(), |namespace| format!("namespace `{namespace}`"))
}

/// `, 3 times in a row`
pub(super) fn times(attempts: u32) -> String {
    if attempts == 1 { String::new() } else { format!(", {attempts} times in a row") }
}

/// Who owns what, as one sentence.
pub(super) fn owners(conflicts: &[Conflict]) -> String {
    conflicts.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

/// What an object that is being deleted waits for.
pub(super) fn held(finalizers: &[String]) -> String {
    match finalizers {
        [] => "and is gone in a moment".to_owned(),
        names => format!("and stays as long as it has the finalizers {}", names.join(", ")),
    }
}

pub(super) fn help(error: &ClusterError) -> String {
    match error {
        ClusterError::Kubeconfig { contexts, .. } if !contexts.is_empty() => {
            format!("name one with `--context`: {}", contexts.join(", "))
        }
        ClusterError::Kubeconfig { .. } => {
            "set KUBECONFIG or `--kubeconfig` to a kubeconfig file that `kubectl cluster-info` works with".to_owned()
        }
        ClusterError::Unreachable { .. } => {
            "check that `kubectl cluster-info` reaches it, or choose another cluster with `--context`; then run the same \
             command again"
                .to_owned()
        }
        ClusterError::Tls { .. } => {
            "the kubeconfig's `certificate-authority` and `server` have to match the cluster; fetch the kubeconfig again"
                .to_owned()
        }
        ClusterError::Unauthorized { .. } => "log in again, or fetch the kubeconfig again".to_owned(),
        ClusterError::Credentials { .. } => {
            "check that `kubectl auth whoami` works with this kubeconfig; log in again if it does not".to_owned()
        }
        ClusterError::Ended { .. } => {
            "the last change may or may not have been made; repeat the call to complete it".to_owned()
        }
        ClusterError::Failing { .. } => {
            "check the API server, and run the same command again when it has recovered".to_owned()
        }
        ClusterError::Forbidden { verb, resource, namespace } => forbidden(verb, resource, namespace.as_deref()),
        ClusterError::NoCrds { resource } => no_crds(resource),
        ClusterError::NoNamespace { namespace, .. } => format!("create it first: `kubectl create namespace {namespace}`"),
        ClusterError::NamespaceTerminating { namespace, .. } => format!(
            "wait until `kubectl get namespace {namespace}` finds none, create it, and run the same command again"
        ),
        ClusterError::BeingDeleted { .. } => {
            "Traefik serves it until it is gone: find out what its finalizers wait for (`kubectl get -o yaml`), and run the \
             same command again"
                .to_owned()
        }
        ClusterError::Changed { .. } | ClusterError::Expired { .. } => "run the same command again".to_owned(),
        ClusterError::DryRunIgnored { .. } => {
            "look at the object with `kubectl get -o yaml` before anything else; a proxy or an old server may drop `dryRun`"
                .to_owned()
        }
        ClusterError::Conflict { .. } => {
            "leave these fields to their owner and remove them from the state, or take them over with `--force-conflicts`"
                .to_owned()
        }
        ClusterError::OtherState { .. } => {
            "change it there; `--force-conflicts` takes it over into this state".to_owned()
        }
        ClusterError::Refused { reason, .. } if reason.contains("not declared in schema") => {
            "the cluster's CRDs are older than this field: update Traefik's CRDs, or set `version` under `[traefik]`"
                .to_owned()
        }
        ClusterError::Refused { .. } => "correct the object, and run the same command again".to_owned(),
        ClusterError::Unreadable { .. } => {
            "look at it with `kubectl get -o yaml`: the cluster's CRDs may be of another version of Traefik, or something in \
             between answers instead of the API server"
                .to_owned()
        }
    }
}

fn forbidden(verb: &str, resource: &str, namespace: Option<&str>) -> String {
    let (flag, role) = match namespace {
        Some(namespace) => (format!("-n {namespace}"), "Role"),
        None => ("--all-namespaces".to_owned(), "ClusterRole"),
    };
    let (plural, group) = resource.split_once('.').unwrap_or((resource, ""));
    format!(
        "`kubectl auth can-i {verb} {resource} {flag}` has to answer yes: it does with a {role} that has \
         {{apiGroups: [{group}], resources: [{plural}], verbs: [{verb}]}}"
    )
}

fn no_crds(resource: &str) -> String {
    if resource.ends_with("traefik.containo.us") {
        return "Traefik v3 has no such group: set `version = \"3.7\"` under `[traefik]`, or install Traefik v2's CRDs"
            .to_owned();
    }
    "install Traefik, or its CRDs alone: `helm install traefik-crds traefik/traefik-crds`".to_owned()
}
