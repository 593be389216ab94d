use std::path::PathBuf;
use std::time::Duration;

use crate::resource::ApiGroup;

/// Which cluster, and how to write to it.
#[derive(Clone, Debug)]
pub struct ClusterOptions {
    /// The kubeconfig file; none: `$KUBECONFIG`, `~/.kube/config`, or the pod's own service account.
    pub kubeconfig: Option<PathBuf>,
    /// The context of the kubeconfig; none: its current one.
    pub context: Option<String>,
    /// The group that objects are read from and deleted in; an object that is applied has its own.
    pub group: ApiGroup,
    /// The only namespace that is listed; none: all.
    pub namespace: Option<String>,
    /// The state that applied objects are marked as part of.
    pub state: Option<String>,
    /// Take over fields and objects that others own.
    pub force_conflicts: bool,
    /// The server validates changes and keeps none.
    pub dry_run: bool,
    /// How long one answer may take. All attempts of a request may take three times as long, plus a minute of pauses.
    pub timeout: Duration,
    /// Whether a credential plugin may read standard input.
    pub interactive: bool,
    /// Shows a warning about credentials as soon as there is one: a kubeconfig that refreshed tokens cannot be written to.
    pub warn: Option<fn(&str)>,
}

impl Default for ClusterOptions {
    fn default() -> Self {
        Self {
            kubeconfig: None,
            context: None,
            group: ApiGroup::default(),
            namespace: None,
            state: None,
            force_conflicts: false,
            dry_run: false,
            timeout: Duration::from_secs(30),
            interactive: false,
            warn: None,
        }
    }
}
