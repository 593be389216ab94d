#[cfg(feature = "cluster")]
use std::time::Duration;

use std::path::PathBuf;

use clap::Args;

use super::Failure;
#[cfg(feature = "cluster")]
use crate::cluster::{ApiLogin, TraefikApi};
#[cfg(feature = "cluster")]
use crate::found;
#[cfg(feature = "cluster")]
use crate::source::SourceFile;
use crate::source::Sources;

/// A running Traefik, for what it reports of itself.
#[derive(Args, Clone, Debug)]
pub(super) struct ApiSource {
    /// The API of a running Traefik, whose version and entry points are facts: what stands before `/api`, such as
    /// `http://localhost:8080`
    #[arg(long, value_name = "URL")]
    api: Option<String>,
    #[command(flatten)]
    login: ApiArguments,
}

impl ApiSource {
    /// Adds what the running Traefik reports, if one is named.
    #[cfg(feature = "cluster")]
    pub fn add_to(&self, mut sources: Sources) -> Result<Sources, Failure> {
        /// How long one answer may take, in seconds.
        const PATIENCE: u64 = 10;
        if let Some(url) = &self.api {
            let running = self.login.at(url, PATIENCE).read().map_err(Failure::from)?;
            sources.add_found(SourceFile::new(format!("{url}{}", found::FACTS), found::of_running(&running)));
        }
        Ok(sources)
    }

    #[cfg(not(feature = "cluster"))]
    pub fn add_to(&self, sources: Sources) -> Result<Sources, Failure> {
        if self.api.is_some() { Err(Failure::lacks("cluster")) } else { Ok(sources) }
    }
}

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
