//! `[entry_points]` as values of the Traefik Helm chart: its `ports`, and nothing that its schema does not know.
//!
//! Facts of chart 41.3: `traefik/values.yaml`, `traefik/values.schema.json` (no additional properties),
//! `traefik/templates/_service.tpl` (a Service port is `exposedPort` or else `port`), `_podtemplate.tpl`.

mod chart;
mod container_ports;
mod error;
mod port_values;
mod values;

pub(crate) use chart::PORTS;
pub use error::HelmValuesError;
pub use port_values::{Expose, PortValues, ProxyProtocol, RespondingTimeouts, Transport};
pub use values::HelmValues;

use crate::desired::{DesiredState, EntryPoint, IntOrText, Named, Traefik};
use crate::source::Text;
use chart::{ChartPort, chart_port};
use container_ports::ContainerPorts;

/// The chart's `ports` for the declared entry points.
///
/// A port below 1024 needs a privilege that the chart's container does not have, so the container listens on a high one
/// and the Service shows the wanted one. A port that the chart itself opens (`web`, `websecure`, `traefik`, `metrics`)
/// keeps what the chart says unless the state says otherwise.
///
/// # Errors
/// When no entry point is declared, a name does not fit the chart, two want the same port, or the chart is too old.
pub fn helm_values(desired: &DesiredState) -> Result<HelmValues<'_>, HelmValuesError> {
    let entries = unique(&desired.entry_points);
    error::check(desired, &entries)?;
    let mut containers = ContainerPorts::new(&entries);
    let mut values = HelmValues::default();
    for entry in &entries {
        let port = match chart_port(&entry.key) {
            Some(known) => of_the_chart(&entry.body, known),
            None => own(entry, &mut containers, &mut values),
        };
        values.add(&entry.key, port);
    }
    values.chooses_defaults = entries.iter().any(|entry| entry.body.as_default.is_some());
    if entries.iter().any(|entry| is_http(entry)) {
        for name in chart::HTTP {
            values.make_default(name);
        }
    }
    values.default_rule_syntax = desired.traefik.default_rule_syntax.as_ref().map(Text::as_str);
    for argument in arguments(&desired.traefik) {
        values.note(format!(
            "The chart has no value for a setting of the state: add `{argument}` to additionalArguments."
        ));
    }
    error::check_exposed(&values)?;
    Ok(values)
}

/// Settings of the provider that chart 41.3 has no values for, as arguments of Traefik.
fn arguments(traefik: &Traefik) -> Vec<String> {
    let namespaces = traefik.cross_provider_namespaces.as_ref().filter(|namespaces| !namespaces.is_empty());
    let namespaces = namespaces.map(|all| all.iter().map(Text::as_str).collect::<Vec<_>>().join(","));
    let safe = traefik.safe_naming.map(|safe| safe.value.to_string());
    let default = traefik.default_tls_resources_namespace.as_ref().map(|name| name.value.to_string());
    [("crossprovidernamespaces", namespaces), ("safenaming", safe), ("defaulttlsresourcesnamespace", default)]
        .into_iter()
        .filter_map(|(key, value)| Some(format!("--providers.kubernetescrd.{key}={}", value?)))
        .collect()
}

/// The first of several entries of one name; that there are several is reported elsewhere.
fn unique(entries: &[Named<EntryPoint>]) -> Vec<&Named<EntryPoint>> {
    let mut seen = std::collections::HashSet::with_capacity(entries.len());
    entries.iter().filter(|entry| seen.insert(entry.key.as_str())).collect()
}

fn is_http(entry: &Named<EntryPoint>) -> bool {
    let has_hosts = entry.body.http_hosts.as_ref().is_some_and(|hosts| !hosts.is_empty());
    has_hosts || chart::HTTP.contains(&entry.key.as_str())
}

/// A port that the chart opens anyway: only what is written about it. A low port is the one that the Service shows.
fn of_the_chart(body: &EntryPoint, known: &ChartPort) -> PortValues {
    let wanted = body.port.map_or(known.port, |port| port.value);
    let low = container_ports::is_privileged(wanted);
    let exposed = body.exposed_port.map(|port| port.value);
    PortValues {
        port: (!low).then_some(wanted),
        exposed_port: if low { exposed.or(Some(wanted)) } else { exposed },
        expose: body.expose.map(|expose| Expose { default: expose.value }),
        ..common(body)
    }
}

fn own(entry: &Named<EntryPoint>, containers: &mut ContainerPorts, values: &mut HelmValues<'_>) -> PortValues {
    let wanted = entry.body.port.map_or(0, |port| port.value);
    let port = containers.take(wanted);
    if port != wanted {
        let why = ContainerPorts::why(wanted);
        values.note(format!("{}: {why}, so the container listens on {port}.", entry.key.as_str()));
    }
    PortValues {
        port: Some(port),
        exposed_port: Some(entry.body.exposed_port.map_or(wanted, |port| port.value)),
        expose: Some(Expose { default: entry.body.expose.is_none_or(|expose| expose.value) }),
        protocol: Some("TCP"),
        as_default: entry.body.as_default.map(|default| default.value).or(is_http(entry).then_some(true)),
        ..common(&entry.body)
    }
}

/// What is written of every port alike.
fn common(body: &EntryPoint) -> PortValues {
    let trusted = body.proxy_protocol.as_ref().and_then(|protocol| protocol.trusted.as_ref());
    let read_timeout = body.read_timeout.as_ref().map(IntOrText::as_duration);
    PortValues {
        as_default: body.as_default.map(|default| default.value),
        proxy_protocol: trusted
            .map(|ranges| ProxyProtocol { trusted_ips: ranges.iter().map(|range| range.value.to_string()).collect() }),
        transport: read_timeout
            .map(|limit| Transport { responding_timeouts: RespondingTimeouts { read_timeout: limit.to_string() } }),
        ..PortValues::default()
    }
}

#[cfg(test)]
mod tests;
