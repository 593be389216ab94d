//! What the environment sets, and the list of versions.

use std::fmt::{self, Display, Formatter};
use std::fs;
use std::str::FromStr;

use crate::support::project;

/// The seed of `make test`.
const SEED: u64 = 20_261_129;
/// What `make test` takes of each version.
const TABLES: u64 = 10;
const CONNECTIONS: u64 = 150;

/// So many tables have every row in them.
pub const FULL: u64 = 10;

/// A version with its patch: `3.6.11`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version([u16; 3]);

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts: Option<Vec<u16>> = text.split('.').map(|part| part.parse().ok()).collect();
        let parts = parts.and_then(|parts| <[u16; 3]>::try_from(parts).ok());
        parts.map(Self).ok_or_else(|| format!("`{text}` is not a version such as 3.6.11"))
    }
}

impl Display for Version {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        let [major, minor, patch] = self.0;
        write!(formatter, "{major}.{minor}.{patch}")
    }
}

/// The versions to judge: those of the environment, else those that `make test` takes.
pub fn versions() -> Vec<Version> {
    let path = project::root().join("tools/traefik-versions.txt");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    let listed = lines.filter_map(|line| {
        let mut words = line.split_whitespace();
        Some((version(words.next()?), words.next() == Some("test")))
    });
    match std::env::var("TCPGEN_VERSIONS").as_deref() {
        Ok("all") => listed.map(|(version, _)| version).collect(),
        Ok(named) => named.split(',').map(version).collect(),
        Err(_) => listed.filter(|(_, tested)| *tested).map(|(version, _)| version).collect(),
    }
}

fn version(text: &str) -> Version {
    text.parse().unwrap_or_else(|error| panic!("{error}"))
}

/// The seed, the number of tables, the number of connections.
pub fn sizes() -> (u64, u64, u64) {
    let setting = crate::conformance::random::setting;
    let (tables, connections) =
        (setting("TCPGEN_VERSION_TABLES", TABLES), setting("TCPGEN_VERSION_CONNECTIONS", CONNECTIONS));
    (setting("TCPGEN_SEED", SEED), tables, connections)
}
