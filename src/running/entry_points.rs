use std::collections::BTreeSet;

use smol_str::SmolStr;

use super::{Cause, Difference, Running, RunningEntryPoint, Topic};
use crate::check::service::duration::nanoseconds;
use crate::desired::{DesiredState, EntryPoint, IntOrText};
use crate::routing::Router;
use crate::source::Text;
use crate::source_range::spelled;

/// Traefik's own default of `readTimeout`, since 3.0 (`pkg/config/static/entrypoints.go`).
const READ_TIMEOUT: &str = "60s";

/// The entry points that Traefik has, against those that the state declares or its routes name. Returns how many are alike.
pub(super) fn compare(
    desired: &DesiredState,
    predicted: &[&Router],
    running: &Running,
    found: &mut Vec<Difference>,
) -> usize {
    let mut alike = 0;
    let mut seen = BTreeSet::new();
    for entry in &desired.entry_points {
        seen.insert(entry.key.as_str());
        let before = found.len();
        match find(running, &entry.key) {
            Some(theirs) => fields(&entry.key, &entry.body, theirs, found),
            None => found.push(missing(&entry.key, "the state declares it", running)),
        }
        alike += usize::from(found.len() == before);
    }
    let named: BTreeSet<&str> = predicted.iter().flat_map(|router| &router.entry_points).map(SmolStr::as_str).collect();
    for name in named.into_iter().filter(|name| desired.entry_points.is_empty() && !seen.contains(name)) {
        match find(running, name) {
            Some(_) => alike += 1,
            None => found.push(missing(name, "a route names it", running)),
        }
    }
    alike
}

/// TCP entry points alone: Traefik lists those for UDP in the same place.
fn find<'r>(running: &'r Running, name: &str) -> Option<&'r RunningEntryPoint> {
    running.entry_points.iter().find(|one| one.name == name && is_tcp(one))
}

fn is_tcp(entry_point: &RunningEntryPoint) -> bool {
    !entry_point.address.to_ascii_lowercase().ends_with("/udp")
}

fn difference(name: &str, field: &'static str, message: String) -> Difference {
    Difference {
        topic: Topic::EntryPoint,
        name: name.to_owned(),
        rule: None,
        field,
        predicted: None,
        running: None,
        cause: Cause::StaticConfiguration,
        message,
    }
}

fn missing(name: &str, why: &str, running: &Running) -> Difference {
    let known: Vec<&str> = running.entry_points.iter().filter(|one| is_tcp(one)).map(|one| one.name.as_str()).collect();
    let message = format!("{why}, and Traefik has no such TCP entry point; it has {}", known.join(", "));
    Difference { predicted: Some("present".to_owned()), ..difference(name, "name", message) }
}

fn fields(name: &str, ours: &EntryPoint, theirs: &RunningEntryPoint, found: &mut Vec<Difference>) {
    let mut differs = |field: &'static str, predicted: String, running: String| {
        if predicted != running {
            let message = format!("the state specifies {predicted}, Traefik's static configuration {running}");
            found.push(Difference {
                predicted: Some(predicted),
                running: Some(running),
                ..difference(name, field, message)
            });
        }
    };
    if let (Some(ours), Some(theirs)) = (ours.port, port(&theirs.address)) {
        differs("port", ours.value.to_string(), theirs);
    }
    let as_default = ours.as_default.is_some_and(|flag| flag.value);
    differs("asDefault", as_default.to_string(), theirs.as_default.to_string());
    let ours_timeout = ours.read_timeout.as_ref().map_or(READ_TIMEOUT.into(), IntOrText::as_duration);
    let their_timeout = theirs.transport.responding_timeouts.read_timeout.as_deref().unwrap_or("0s");
    if nanoseconds(&ours_timeout) != nanoseconds(their_timeout) {
        differs("readTimeout", ours_timeout.to_string(), their_timeout.to_owned());
    }
    let trusted = ours.proxy_protocol.as_ref().and_then(|proxy| proxy.trusted.as_ref());
    let trusted = trusted.map(|trusted| spelled(trusted.iter().map(Text::as_str)));
    let their_trusted = theirs.proxy_protocol.as_ref().map(|proxy| {
        if proxy.insecure { "everyone".to_owned() } else { spelled(proxy.trusted_ips.iter().map(String::as_str)) }
    });
    let shown =
        |trusted: Option<String>| trusted.filter(|text| !text.is_empty()).unwrap_or_else(|| "nobody".to_owned());
    differs("proxyProtocol.trustedIPs", shown(trusted), shown(their_trusted));
}

/// The port of an address: `:5432`, `[::1]:5432/tcp`.
fn port(address: &str) -> Option<String> {
    let address = address.split('/').next()?;
    address.rsplit_once(':').map(|(_, port)| port.to_owned())
}
