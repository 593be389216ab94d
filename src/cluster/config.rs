use std::env;
use std::path::PathBuf;

use kube::Config;
use kube::config::{AuthInfo, Cluster, ExecAuthCluster, ExecInteractiveMode, Kubeconfig};

use super::login::Login;
use super::proxy::{Proxy, proxy};
use super::token_file::TokenFile;
use super::{ClusterError, ClusterOptions, kubeconfig};

/// Where the cluster is, how to reach it, and the credentials for it.
pub(super) struct Access {
    pub config: Config,
    pub proxy: Option<Proxy>,
    pub token_file: Option<TokenFile>,
    /// To be logged in before the client is built.
    pub login: Option<Login>,
    /// Whether a plugin or a provider can issue new credentials.
    pub is_renewable: bool,
}

/// Reads the kubeconfig, or in a pod its service account, as kubectl does.
pub(super) fn access(options: &ClusterOptions) -> Result<Access, ClusterError> {
    let (mut config, proxy_url, login) = match kubeconfig::read(options.kubeconfig.as_deref()) {
        Ok(kubeconfig) => of_context(&kubeconfig, options)?,
        Err(None) if options.context.is_none() => (in_cluster()?, None, None),
        Err(None) => return Err(unknown("there is no kubeconfig")),
        Err(Some(reason)) => return Err(unknown(reason)),
    };
    let variable = |name: &str| env::var(name).ok();
    let proxy = proxy(&config.cluster_url, proxy_url.as_deref(), variable).map_err(unknown)?;
    let token_file = config.auth_info.token_file.take().map(TokenFile::new);
    if token_file.as_ref().is_some_and(|file| file.authorization().is_ok()) {
        // `token` is the value that the file had at first.
        config.auth_info.token = None;
    }
    let is_renewable = config.auth_info.exec.is_some()
        || config.auth_info.auth_provider.is_some()
        || login.as_ref().is_some_and(Login::is_renewable);
    Ok(Access { config, proxy, token_file, login, is_renewable })
}

/// The configuration of a context, the `proxy-url` of its cluster, and the login of its user.
///
/// `kube` can read it, but then also looks up the proxy, and fails at values of `NO_PROXY` that other programs accept.
fn of_context(
    kubeconfig: &Kubeconfig,
    options: &ClusterOptions,
) -> Result<(Config, Option<String>, Option<Login>), ClusterError> {
    let none = |reason: String| {
        let contexts = kubeconfig.contexts.iter().map(|context| context.name.clone()).collect();
        ClusterError::Kubeconfig { reason, contexts }
    };
    let name = options.context.as_ref().or(kubeconfig.current_context.as_ref());
    let name = name.ok_or_else(|| none("the kubeconfig has no current context".to_owned()))?;
    let context = kubeconfig.contexts.iter().find(|context| context.name == *name);
    let context = context.and_then(|context| context.context.as_ref());
    let context = context.ok_or_else(|| none(format!("the kubeconfig has no context `{name}`")))?;
    let cluster = kubeconfig.clusters.iter().find(|cluster| cluster.name == context.cluster);
    let cluster = cluster.and_then(|cluster| cluster.cluster.as_ref());
    let cluster = cluster.ok_or_else(|| unknown(format!("the kubeconfig has no cluster `{}`", context.cluster)))?;
    let user = context.user.as_ref().and_then(|user| kubeconfig.auth_infos.iter().find(|one| one.name == *user));
    // Without a user, kubectl uses no credentials.
    let mut user = user.and_then(|user| user.auth_info.clone()).unwrap_or_default();
    let known = ExecAuthCluster::try_from(cluster).map_err(|error| unknown(kubeconfig::of_data(&error)))?;
    let mut config = Config::new(url(cluster, &user)?);
    config.root_cert = known.certificate_authority_data.as_deref().map(roots).transpose()?;
    config.accept_invalid_certs = cluster.insecure_skip_tls_verify.unwrap_or(false);
    config.tls_server_name.clone_from(&cluster.tls_server_name);
    if let Some(namespace) = &context.namespace {
        config.default_namespace.clone_from(namespace);
    }
    prepare_plugin(&mut user, known, options)?;
    let login = login(&mut user, context.user.as_deref(), || kubeconfig::files(options.kubeconfig.as_deref()));
    config.auth_info = user;
    Ok((config, cluster.proxy_url.clone(), login))
}

/// The API server's URL. Without a scheme it is `https` if the kubeconfig configures TLS, as with kubectl.
fn url(cluster: &Cluster, user: &AuthInfo) -> Result<http::Uri, ClusterError> {
    let server = cluster.server.as_deref().filter(|server| !server.is_empty());
    let server = server.ok_or_else(|| unknown("the kubeconfig's cluster has no `server`"))?;
    let has_tls = cluster.certificate_authority.is_some()
        || cluster.certificate_authority_data.is_some()
        || cluster.insecure_skip_tls_verify == Some(true)
        || user.client_certificate.is_some()
        || user.client_certificate_data.is_some();
    let scheme = if has_tls { "https" } else { "http" };
    let url = if server.contains("://") { server.to_owned() } else { format!("{scheme}://{server}") };
    let url: http::Uri = url.parse().map_err(|error| unknown(format!("`server` is not a URL: {error}")))?;
    if url.host().is_none() || !matches!(url.scheme_str(), Some("http" | "https")) {
        return Err(unknown("`server` is not the URL of an API server"));
    }
    Ok(url)
}

fn roots(pem: &[u8]) -> Result<Vec<Vec<u8>>, ClusterError> {
    kubeconfig::certificates(pem, "certificate-authority").map_err(unknown)
}

/// A plugin gets standard input only if a person can answer there: under `mcp` it carries the agent's requests.
fn prepare_plugin(user: &mut AuthInfo, cluster: ExecAuthCluster, options: &ClusterOptions) -> Result<(), ClusterError> {
    let Some(plugin) = &mut user.exec else { return Ok(()) };
    if plugin.provide_cluster_info {
        plugin.cluster = Some(cluster);
    }
    if options.interactive {
        return Ok(());
    }
    if plugin.interactive_mode == Some(ExecInteractiveMode::Always) {
        return Err(ClusterError::Credentials {
            reason:
                "the credential plugin is interactive (`interactiveMode: Always`), and standard input is not a terminal"
                    .to_owned(),
        });
    }
    plugin.interactive_mode = Some(ExecInteractiveMode::Never);
    Ok(())
}

/// Takes the login with OpenID Connect out of a user. As with kubectl, a token or a password counts before it.
fn login(user: &mut AuthInfo, name: Option<&str>, files: impl FnOnce() -> Vec<PathBuf>) -> Option<Login> {
    let provider = user.auth_provider.take_if(|provider| provider.name == "oidc")?;
    let has_password = user.username.as_ref().is_some_and(|name| !name.is_empty());
    if user.token.is_some() || user.token_file.is_some() || has_password {
        return None;
    }
    user.exec = None;
    Some(Login::new(name.unwrap_or_default(), provider.config, files()))
}

fn in_cluster() -> Result<Config, ClusterError> {
    if env::var_os("KUBERNETES_SERVICE_HOST").is_none() {
        let listed = env::var("KUBECONFIG").ok().filter(|listed| !listed.is_empty());
        let missing = listed.map_or_else(String::new, |listed| format!(" at {listed}"));
        return Err(unknown(format!("there is no kubeconfig{missing}, and this is not a pod of a cluster")));
    }
    Config::incluster().map_err(|error| unknown(format!("the pod's service account cannot be used: {error}")))
}

fn unknown(reason: impl Into<String>) -> ClusterError {
    ClusterError::Kubeconfig { reason: reason.into(), contexts: Vec::new() }
}
