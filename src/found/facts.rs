//! Facts on Traefik, as tables of a state file.

use std::collections::BTreeMap;

use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::settings::Settings;
use crate::running::{Running, RunningEntryPoint};

/// Switches of the Kubernetes CRD provider, all off by default.
const SWITCHES: [(&str, &str); 5] = [
    ("allowCrossNamespace", "allow_cross_namespace"),
    ("allowExternalNameServices", "allow_external_name_services"),
    ("allowEmptyServices", "allow_empty_services"),
    ("nativeLBByDefault", "native_lb_by_default"),
    ("safeNaming", "safe_naming"),
];
const LISTS: [(&str, &str); 2] =
    [("namespaces", "namespaces"), ("crossProviderNamespaces", "cross_provider_namespaces")];
const TEXTS: [(&str, &str); 2] =
    [("ingressClass", "ingress_class_name"), ("defaultTLSResourcesNamespace", "default_tls_resources_namespace")];
/// Everybody may send a PROXY protocol header.
const EVERYONE: [&str; 2] = ["0.0.0.0/0", "::/0"];

/// Entry points by name, and the keys of `[traefik]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    traefik: Vec<(&'static str, Value)>,
    pub entry_points: BTreeMap<String, EntryPoint>,
}

/// An entry point for TCP.
#[derive(Clone, Debug, Default)]
pub(super) struct EntryPoint {
    pub port: Option<i64>,
    pub exposed_port: Option<i64>,
    pub expose: Option<bool>,
    pub as_default: bool,
    pub read_timeout: Option<String>,
    pub trusted: Vec<String>,
    pub is_udp: bool,
}

impl EntryPoint {
    /// Reads an address: `:5432`, `[::1]:5432/tcp`.
    pub fn listen(&mut self, address: &str) {
        let (address, protocol) = address.split_once('/').unwrap_or((address, ""));
        self.is_udp = protocol.eq_ignore_ascii_case("udp");
        self.port = address.rsplit_once(':').and_then(|(_, port)| port.parse().ok());
    }

    /// Reads one setting below an entry point.
    pub fn set(&mut self, path: &[&str], values: &[String]) {
        let first = values.first().map(String::as_str);
        let is_on = first.is_none_or(|value| value.eq_ignore_ascii_case("true"));
        let lower: Vec<String> = path.iter().map(|part| part.to_ascii_lowercase()).collect();
        match lower.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["address"] => self.listen(first.unwrap_or_default()),
            ["asdefault"] => self.as_default = is_on && first.is_some(),
            ["transport", "respondingtimeouts", "readtimeout"] => self.read_timeout = first.map(ToOwned::to_owned),
            ["proxyprotocol", "insecure"] if is_on => self.trusted = EVERYONE.map(ToOwned::to_owned).into(),
            ["proxyprotocol", "trustedips"] if self.trusted.is_empty() => self.trusted = split(values),
            _ => {}
        }
    }
}

/// The items of a list, each value with commas.
fn split(values: &[String]) -> Vec<String> {
    let items = values.iter().flat_map(|value| value.split(','));
    items.map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

impl Facts {
    /// Those of a static configuration. What it leaves out is at its default.
    pub fn of_settings(settings: &Settings) -> Self {
        let mut facts = Self::default();
        facts.add_entry_points(settings);
        let provider = |key: &str| {
            let path = ["providers", "kubernetesCRD", key];
            settings.below(&path).find_map(|(rest, values)| rest.is_empty().then(|| values.to_vec()))
        };
        facts.add_provider(provider);
        let syntax = settings.below(&["core", "defaultRuleSyntax"]).find_map(|(_, values)| values.last());
        if let Some(syntax) = syntax {
            facts.traefik.push(("default_rule_syntax", Value::from(syntax.as_str())));
        }
        facts
    }

    /// Entry points that arguments or a file add.
    pub fn add_entry_points(&mut self, settings: &Settings) {
        for (path, values) in settings.below(&["entryPoints"]) {
            let Some((name, rest)) = path.split_first() else { continue };
            let rest: Vec<&str> = rest.iter().map(String::as_str).collect();
            self.entry_points.entry(name.clone()).or_default().set(&rest, values);
        }
    }

    /// The settings of the Kubernetes CRD provider, by their names.
    pub fn add_provider(&mut self, setting: impl Fn(&str) -> Option<Vec<String>>) {
        for (name, key) in SWITCHES {
            let set = setting(name);
            let is_on =
                set.as_ref().and_then(|values| values.last()).is_some_and(|value| value.eq_ignore_ascii_case("true"));
            // Only newer versions know it.
            if key != "safe_naming" || set.is_some() {
                self.traefik.push((key, Value::from(is_on)));
            }
        }
        for (name, key) in LISTS {
            let items = split(&setting(name).unwrap_or_default());
            if !items.is_empty() {
                self.traefik.push((key, Value::from(items.iter().map(String::as_str).collect::<Array>())));
            }
        }
        for (name, key) in TEXTS {
            if let Some(text) = setting(name).and_then(|mut values| values.pop()).filter(|text| !text.is_empty()) {
                self.traefik.push((key, Value::from(text)));
            }
        }
    }

    /// A version that is one: `v3.7.15`.
    pub fn set_version(&mut self, version: &str) {
        let version = version.trim_start_matches('v');
        if crate::traefik::TraefikVersion::parse(version).is_some() {
            self.traefik.insert(0, ("version", Value::from(version)));
        }
    }

    /// Those that a running Traefik reports.
    pub fn of_running(running: &Running) -> Self {
        let mut facts = Self::default();
        facts.set_version(&running.version);
        for one in &running.entry_points {
            let mut entry_point = EntryPoint { as_default: one.as_default, ..EntryPoint::default() };
            entry_point.listen(&one.address);
            entry_point.read_timeout = Some(read_timeout(one));
            if let Some(protocol) = &one.proxy_protocol {
                let everyone = || EVERYONE.map(ToOwned::to_owned).into();
                entry_point.trusted = if protocol.insecure { everyone() } else { protocol.trusted_ips.clone() };
            }
            facts.entry_points.insert(one.name.clone(), entry_point);
        }
        facts
    }

    /// Whether there is no TCP entry point among them.
    pub fn is_empty(&self) -> bool {
        !self.entry_points.values().any(|entry_point| entry_point.port.is_some())
    }

    /// As tables of a state file.
    pub fn text(&self) -> String {
        let mut document = DocumentMut::new();
        if !self.traefik.is_empty() {
            let mut table = Table::new();
            table.extend(self.traefik.iter().map(|(key, value)| (*key, Item::Value(value.clone()))));
            document.insert("traefik", Item::Table(table));
        }
        let mut tables = Table::new();
        tables.set_implicit(true);
        let tcp = self.entry_points.iter().filter(|(_, entry_point)| !entry_point.is_udp && entry_point.port.is_some());
        for (name, entry_point) in tcp {
            tables.insert(name, Item::Table(entry_point.table()));
        }
        document.insert("entry_points", Item::Table(tables));
        document.to_string()
    }
}

impl EntryPoint {
    fn table(&self) -> Table {
        let mut table = Table::new();
        let mut set = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                table.insert(key, Item::Value(value));
            }
        };
        set("port", self.port.map(Value::from));
        set("exposed_port", self.exposed_port.map(Value::from));
        set("expose", self.expose.map(Value::from));
        set("as_default", self.as_default.then(|| Value::from(true)));
        set("read_timeout", self.read_timeout.as_ref().map(Value::from));
        if !self.trusted.is_empty() {
            let mut protocol = toml_edit::InlineTable::new();
            protocol.insert("trusted", Value::from(self.trusted.iter().map(String::as_str).collect::<Array>()));
            set("proxy_protocol", Some(Value::from(protocol)));
        }
        table
    }
}

/// As a state file writes it: `1m0s` is `60s`, none is without limit.
fn read_timeout(one: &RunningEntryPoint) -> String {
    one.transport.responding_timeouts.read_timeout.clone().unwrap_or_else(|| "0s".to_owned())
}
