#[cfg(feature = "cluster")]
use std::time::Duration;

use std::path::PathBuf;

use clap::Args;

#[cfg(feature = "cluster")]
use crate::cluster::{ApiLogin, TraefikApi};

/// How the API of a running Traefik lets one in.
#[derive(Args, Clone, Debug)]
pub(super) struct ApiArguments {
    /// The user that Traefik's API asks for
    #[arg(
        long = "api-user",
        value_name = "NAME",
        requires = "password_file",
        conflicts_with = "token_file",
        requires = "api"
    )]
    pub user: Option<String>,
    /// The file with that user's password
    #[arg(long = "api-password-file", value_name = "FILE", requires = "user")]
    pub password_file: Option<PathBuf>,
    /// The file with a bearer token that Traefik's API asks for
    #[arg(long = "api-token-file", value_name = "FILE", requires = "api")]
    pub token_file: Option<PathBuf>,
    /// Certificates that the API's own is verified with, as PEM [default: those of the system]
    #[arg(long = "api-ca", value_name = "FILE", requires = "api")]
    pub ca: Option<PathBuf>,
    /// Do not verify the API's certificate
    #[arg(long = "api-insecure", conflicts_with = "ca", requires = "api")]
    pub insecure: bool,
}

#[cfg(feature = "cluster")]
impl ApiArguments {
    /// The API at this URL; an answer may take so many seconds.
    pub fn at(&self, url: &str, seconds: u64) -> TraefikApi {
        let login = match (&self.user, &self.password_file, &self.token_file) {
            (Some(user), Some(file), _) => ApiLogin::Basic(user.clone(), file.clone()),
            (_, _, Some(file)) => ApiLogin::Bearer(file.clone()),
            _ => ApiLogin::None,
        };
        TraefikApi {
            url: url.to_owned(),
            login,
            ca: self.ca.clone(),
            insecure: self.insecure,
            timeout: Duration::from_secs(seconds),
        }
    }
}
