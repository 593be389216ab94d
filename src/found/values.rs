//! Values of Traefik's Helm chart, as its templates read them (`traefik/values.yaml`, `traefik/templates/_podtemplate.tpl`, 41.3).

use super::facts::{EntryPoint, Facts};
use super::settings::Settings;
use crate::import::yaml::{Node, Scalar, Value};
use crate::output::CHART_PORTS;

/// Switches of the provider that the chart turns on by itself.
const ON: [&str; 1] = ["allowEmptyServices"];

/// What the chart makes of values; none are its defaults.
pub(super) fn facts(values: Option<&Node>) -> Facts {
    let mut facts = Facts::default();
    let at = |path: &[&str]| path.iter().try_fold(values?, |node, key| node.get(key));
    if let Some(tag) = at(&["image", "tag"]).and_then(text) {
        facts.set_version(&tag);
    }
    facts.add_provider(|name| {
        let own = at(&["providers", "kubernetesCRD", name]).filter(|node| !node.is_null());
        match own.map(|node| (text(node), node)) {
            Some((Some(text), _)) => Some(vec![text]),
            Some((None, node)) => Some(node.items().iter().filter_map(text).collect()),
            None => ON.contains(&name).then(|| vec!["true".to_owned()]),
        }
    });
    for known in &CHART_PORTS {
        let own = EntryPoint {
            port: Some(known.port),
            exposed_port: Some(known.exposed_port),
            expose: Some(known.exposed),
            ..EntryPoint::default()
        };
        facts.entry_points.insert(known.name.to_owned(), own);
    }
    for (name, port) in at(&["ports"]).map_or(&[][..], Node::entries) {
        // Helm takes a key out that is null.
        if port.is_null() {
            facts.entry_points.remove(name.as_str());
            continue;
        }
        read(facts.entry_points.entry(name.as_str().to_owned()).or_default(), port);
    }
    let arguments: Vec<String> =
        at(&["additionalArguments"]).map_or(&[][..], Node::items).iter().filter_map(text).collect();
    facts.add_entry_points(&Settings::of_arguments(&arguments));
    facts
}

fn read(entry_point: &mut EntryPoint, port: &Node) {
    let number = |key: &str| match port.get(key)?.scalar()? {
        Scalar::Int(number) => Some(number),
        _ => None,
    };
    entry_point.port = number("port").or(entry_point.port);
    entry_point.exposed_port = number("exposedPort").or(entry_point.exposed_port);
    let flag = |node: Option<&Node>| match node?.scalar()? {
        Scalar::Bool(flag) => Some(flag),
        _ => None,
    };
    let expose = port.get("expose");
    entry_point.expose = flag(expose.and_then(|expose| expose.get("default"))).or(flag(expose)).or(entry_point.expose);
    if let Some(protocol) = port.get("protocol").and_then(text) {
        entry_point.is_udp = protocol.eq_ignore_ascii_case("udp");
    }
    if flag(port.get("asDefault")) == Some(true) {
        entry_point.as_default = true;
    }
    let settings = Settings::of_yaml(port);
    for path in [&["transport"][..], &["proxyProtocol"]] {
        for (rest, values) in settings.below(path) {
            let whole: Vec<&str> = path.iter().copied().chain(rest.iter().map(String::as_str)).collect();
            let is_off = values.first().is_none_or(|value| value == "false");
            if !is_off {
                entry_point.set(&whole, values);
            }
        }
    }
}

fn text(node: &Node) -> Option<String> {
    match &node.value {
        Value::Scalar { text, .. } if !node.is_null() => Some(text.to_string()),
        _ => None,
    }
}
