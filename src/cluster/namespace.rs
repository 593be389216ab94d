use std::path::Path;

use kube::config::Kubeconfig;

use super::kubeconfig;

/// The file with a pod's namespace.
const POD: &str = "/var/run/secrets/kubernetes.io/serviceaccount/namespace";

/// The namespace of the kubeconfig's context, or in a pod the pod's own: where objects without a namespace belong, as with
/// kubectl. None if there is none, or the kubeconfig cannot be read: connecting reports that.
pub fn context_namespace(kubeconfig: Option<&Path>, context: Option<&str>) -> Option<String> {
    let named = match kubeconfig::read(kubeconfig) {
        Ok(read) => of_context(&read, context),
        Err(_) if kubeconfig.is_none() && std::env::var_os("KUBERNETES_SERVICE_HOST").is_some() => {
            std::fs::read_to_string(POD).ok()
        }
        Err(_) => None,
    };
    named.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty())
}

fn of_context(kubeconfig: &Kubeconfig, context: Option<&str>) -> Option<String> {
    let name = context.or(kubeconfig.current_context.as_deref())?;
    let named = kubeconfig.contexts.iter().find(|named| named.name == name)?;
    named.context.as_ref()?.namespace.clone()
}
