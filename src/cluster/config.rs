use std::io;
use std::time::Duration;

use kube::Config;
use kube::config::{KubeConfigOptions, Kubeconfig, KubeconfigError};

use super::{ClusterError, ClusterOptions};

/// How long it may take to open a connection.
const CONNECT: Duration = Duration::from_secs(10);

/// Where the cluster is and who we are to it: a kubeconfig, or in a pod its service account.
pub(super) async fn config(options: &ClusterOptions) -> Result<Config, ClusterError> {
    let wanted = KubeConfigOptions { context: options.context.clone(), ..KubeConfigOptions::default() };
    let read = match &options.kubeconfig {
        Some(path) => match Kubeconfig::read_from(path) {
            Ok(kubeconfig) => Config::from_custom_kubeconfig(kubeconfig, &wanted).await,
            Err(error) => Err(error),
        },
        None => Config::from_kubeconfig(&wanted).await,
    };
    let may_be_in_pod = options.kubeconfig.is_none() && options.context.is_none();
    let mut config = match read {
        Err(error) if may_be_in_pod && is_absent(&error) => in_cluster(&error)?,
        read => read.map_err(|error| refused(&error, options))?,
    };
    config.connect_timeout = Some(CONNECT);
    config.read_timeout = Some(options.timeout);
    config.reset_reader_on_write = true;
    // What is tried again, when and how often, is decided in one place.
    config.default_retry = false;
    Ok(config)
}

/// Whether there is no kubeconfig at all.
fn is_absent(error: &KubeconfigError) -> bool {
    match error {
        KubeconfigError::FindPath => true,
        KubeconfigError::ReadConfig(error, _) => error.kind() == io::ErrorKind::NotFound,
        _ => false,
    }
}

fn in_cluster(absent: &KubeconfigError) -> Result<Config, ClusterError> {
    if std::env::var_os("KUBERNETES_SERVICE_HOST").is_none() {
        let reason = format!("there is no kubeconfig, and this is no pod of a cluster ({})", reason(absent));
        return Err(ClusterError::Kubeconfig { reason, contexts: Vec::new() });
    }
    Config::incluster().map_err(|error| {
        let reason = format!("the pod's service account cannot be used: {error}");
        ClusterError::Kubeconfig { reason, contexts: Vec::new() }
    })
}

fn refused(error: &KubeconfigError, options: &ClusterOptions) -> ClusterError {
    let contexts = match error {
        KubeconfigError::LoadContext(_) | KubeconfigError::CurrentContextNotSet => contexts(options),
        _ => Vec::new(),
    };
    ClusterError::Kubeconfig { reason: reason(error), contexts }
}

fn reason(error: &KubeconfigError) -> String {
    match error {
        KubeconfigError::CurrentContextNotSet => "the kubeconfig has no current context".to_owned(),
        KubeconfigError::LoadContext(context) => format!("the kubeconfig has no context `{context}`"),
        KubeconfigError::LoadClusterOfContext(cluster) => format!("the kubeconfig has no cluster `{cluster}`"),
        KubeconfigError::ReadConfig(error, path) => format!("cannot read {}: {error}", path.display()),
        error => error.to_string(),
    }
}

/// The contexts that could have been named.
fn contexts(options: &ClusterOptions) -> Vec<String> {
    let read = options.kubeconfig.as_ref().map_or_else(Kubeconfig::read, Kubeconfig::read_from);
    read.map(|kubeconfig| kubeconfig.contexts.into_iter().map(|context| context.name).collect()).unwrap_or_default()
}
