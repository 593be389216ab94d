use std::collections::HashMap;

use thiserror::Error;

use super::{HelmValues, chart};
use crate::desired::{DesiredState, EntryPoint, Named};

/// Kubernetes' limit of a port's name (RFC 6335); the chart cuts what is longer.
const NAME_AT_MOST: usize = 15;

/// Why there are no values for the chart.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum HelmValuesError {
    /// Nothing to write.
    #[error("the state declares no entry points, so the chart has nothing to open")]
    NoEntryPoints,
    /// The chart would cut or change it, and routes would name another entry point than there is.
    #[error("entry point `{0}` does not fit the chart: its name becomes a port's name")]
    Name(String),
    /// Traefik cannot listen on one port twice.
    #[error("entry points `{first}` and `{second}` want the same port {port}")]
    SamePort {
        /// The one that stands first.
        first: String,
        /// The other.
        second: String,
        /// The port.
        port: i64,
    },
    /// The API server refuses a Service that shows one port twice.
    #[error("entry points `{first}` and `{second}` would both be shown as port {port} of the Service")]
    SameExposedPort {
        /// The one that stands first.
        first: String,
        /// The other.
        second: String,
        /// The port.
        port: i64,
    },
    /// Its `ports` look different.
    #[error("chart {0} has another form of `ports`; values are written for chart 27 and later")]
    OldChart(i64),
}

impl HelmValuesError {
    /// What to write instead.
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoEntryPoints => "declare them: `[entry_points]`, and under it `postgresql = 5432`",
            Self::Name(_) => {
                "take at most 15 lower-case letters, digits and single hyphens, a letter among them, here and in the routes"
            }
            Self::SamePort { .. } => "give one of them another port",
            Self::SameExposedPort { .. } => {
                "give one of them another `exposed_port`, or `expose = false`; `web` and `websecure` are the chart's own"
            }
            Self::OldChart(_) => "update the chart and write `chart = 41` under `[traefik]`",
        }
    }
}

/// What can be seen from the entry points as they are written.
pub(super) fn check(desired: &DesiredState, entries: &[&Named<EntryPoint>]) -> Result<(), HelmValuesError> {
    if let Some(old) = desired.traefik.chart.filter(|chart| chart.value < chart::FIRST_MAJOR) {
        return Err(HelmValuesError::OldChart(old.value));
    }
    if entries.is_empty() {
        return Err(HelmValuesError::NoEntryPoints);
    }
    if let Some(entry) = entries.iter().find(|entry| !fits(&entry.key)) {
        return Err(HelmValuesError::Name(entry.key.as_str().to_owned()));
    }
    let ports = entries.iter().filter_map(|entry| Some((entry.body.port?.value, entry.key.as_str())));
    match twice(ports) {
        Some((first, second, port)) => Err(HelmValuesError::SamePort { first, second, port }),
        None => Ok(()),
    }
}

/// What can be seen from the values alone, together with what the chart opens by itself.
pub(super) fn check_exposed(values: &HelmValues<'_>) -> Result<(), HelmValuesError> {
    let chart = chart::PORTS.iter().filter(|known| values.get(known.name).is_none() && known.exposed);
    let chart = chart.map(|known| (known.exposed_port, known.name));
    let written = values.ports().filter_map(|(name, port)| {
        let known = chart::chart_port(name);
        let exposed = port.expose.map_or(known.is_some_and(|known| known.exposed), |expose| expose.default);
        let shown = port.exposed_port.or(known.map(|known| known.exposed_port)).or(port.port)?;
        exposed.then_some((shown, name))
    });
    match twice(chart.chain(written)) {
        Some((first, second, port)) => Err(HelmValuesError::SameExposedPort { first, second, port }),
        None => Ok(()),
    }
}

/// The first port that two names have.
fn twice<'a>(ports: impl Iterator<Item = (i64, &'a str)>) -> Option<(String, String, i64)> {
    let mut seen = HashMap::new();
    for (port, name) in ports {
        if let Some(first) = seen.insert(port, name) {
            return Some((first.to_owned(), name.to_owned(), port));
        }
    }
    None
}

/// Whether the name is a port's name as it is (`traefik.portname` in `_helpers.tpl` leaves it alone).
fn fits(name: &str) -> bool {
    let letters = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    name.len() <= NAME_AT_MOST
        && name.chars().all(letters)
        && name.contains(|letter: char| letter.is_ascii_lowercase())
        && !name.starts_with('-')
        && !name.ends_with('-')
        && !name.contains("--")
}
