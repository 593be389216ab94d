//! The fixed cases, as `cases/*.toml` hold them.

use std::fs;

use serde::Deserialize;
use serde_json::Value;

use super::facts::Facts;
use super::settings::Version;
use crate::support::project;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// A state with what versions of Traefik were seen to make of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What it is about.
    pub name: String,
    /// The rows of `rows.rs` that it meets.
    pub rows: Vec<String>,
    /// The version to begin with, where older ones do not start with it.
    since: Option<String>,
    /// The state file, without a version. `[traefik]` and `[entry_points]` decide how Traefik is started.
    #[serde(default)]
    pub state: String,
    /// Objects of the state as YAML, for what a state file cannot hold. `PORT/s1` is the port of service `s1`'s server.
    #[serde(default)]
    pub objects: String,
    /// Objects in the cluster that are not the state's, as YAML.
    #[serde(default)]
    pub others: String,
    /// Certificates, each a Secret: its name and its DNS names.
    #[serde(default)]
    pub certificates: Vec<Vec<String>>,
    /// Configuration of the file provider, as YAML. `ADDRESS/s1` is the address of service `s1`'s server.
    #[serde(default)]
    pub file: String,
    /// Sections of the static configuration that a state file has no words for.
    #[serde(default, rename = "static")]
    sections: Value,
    /// Whether Traefik starts with the static configuration: `no, part of the error @3.7.12 yes`.
    pub starts: Option<String>,
    /// Whether Traefik takes [`file`](Self::file), as `starts` says it.
    pub loads: Option<String>,
    /// What becomes of routers, in Traefik's words: `route: disabled, part of the errors @3.7.0 enabled, 17`, or `absent`.
    #[serde(default)]
    pub routers: Vec<String>,
    /// Services, in the same way. A name is a part of Traefik's.
    #[serde(default)]
    pub services: Vec<String>,
    /// Connections, each with what was seen: `a tls:x.test -> http @3.7.0 s1 passthrough`.
    #[serde(default)]
    pub connections: Vec<String>,
    /// Traefik makes its default certificate itself.
    #[serde(default)]
    generates_certificate: bool,
    /// tcpgen is not asked: it has no words for what matters here.
    #[serde(default)]
    pub observed_alone: bool,
}

impl Case {
    /// How Traefik is started for it.
    pub fn facts(&self) -> Facts {
        Facts::read(&self.state, self.sections.clone()).generating_certificate(self.generates_certificate)
    }

    /// Whether it says something about this version.
    pub fn covers(&self, version: Version) -> bool {
        let since = self.since.as_ref().map(|since| since.parse::<Version>().expect("a version"));
        since.is_none_or(|since| since <= version)
    }
}

/// All cases, by the names of their files.
pub fn all() -> Vec<Case> {
    let folder = project::root().join("tests/conformance/versions/cases");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("there are cases").map(|it| it.expect("an entry").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).expect("a file of cases can be read");
        let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        file.case
    };
    paths.iter().flat_map(read).collect()
}
