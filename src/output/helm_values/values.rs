use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::PortValues;

/// Why TCP ports have no `asDefault`. Observed on Traefik 3.7.15; `pkg/server/aggregator.go`.
const HEAD: &str = "\
# Values for the Traefik Helm chart (41), made by tcpgen from [entry_points].
# Traefik opens ports when it starts: a change here restarts it.
";

/// Behind [`HEAD`] where the state does not choose default entry points itself.
const DEFAULTS_HEAD: &str = "\
# A TCP port has no asDefault: that stays with the HTTP entry points. While none has it, HTTP routers that name no
# entry point are served on every port, these TCP ports too; so set `asDefault: true` on each HTTP entry point you have.
";

/// Behind it where the state declares HTTP entry points.
const HTTP_HEAD: &str = "\
# Here it is set on the HTTP entry points of the state and on the chart's web and websecure. Take a line out if your own
# values switch that port off.
";

/// Values for the chart, in the order of the state file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HelmValues<'a> {
    ports: Vec<(&'a str, PortValues)>,
    notes: Vec<String>,
    /// `core.defaultRuleSyntax`, where the state sets it.
    pub(super) default_rule_syntax: Option<&'a str>,
    /// Whether the state says which entry points are default ones.
    pub(super) chooses_defaults: bool,
}

impl<'a> HelmValues<'a> {
    /// The ports by name.
    pub fn ports(&self) -> impl Iterator<Item = (&'a str, &PortValues)> {
        self.ports.iter().map(|(name, port)| (*name, port))
    }

    /// What is written for an entry point.
    pub fn get(&self, name: &str) -> Option<&PortValues> {
        self.ports().find(|(known, _)| *known == name).map(|(_, port)| port)
    }

    /// YAML with comments at its head that say what one would wonder about.
    ///
    /// # Errors
    /// When the serializer refuses a value; it refuses none of these.
    pub fn to_yaml(&self) -> Result<String, serde_saphyr::ser::Error> {
        let mut text = HEAD.to_owned();
        if !self.chooses_defaults {
            text.push_str(DEFAULTS_HEAD);
        }
        if !self.chooses_defaults && self.ports().any(|(_, port)| port.as_default.is_some()) {
            text.push_str(HTTP_HEAD);
        }
        for note in &self.notes {
            text.extend(["# ", note, "\n"]);
        }
        serde_saphyr::to_fmt_writer(&mut text, self)?;
        Ok(text)
    }

    pub(super) fn add(&mut self, name: &'a str, port: PortValues) {
        self.ports.push((name, port));
    }

    pub(super) fn note(&mut self, note: String) {
        self.notes.push(note);
    }

    pub(super) fn make_default(&mut self, name: &'a str) {
        match self.ports.iter_mut().find(|(known, _)| *known == name) {
            Some((_, port)) => drop(port.as_default.get_or_insert(true)),
            None => self.ports.push((name, PortValues { as_default: Some(true), ..PortValues::default() })),
        }
    }
}

impl Serialize for HelmValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = if self.default_rule_syntax.is_some() { 2 } else { 1 };
        let mut values = serializer.serialize_struct("HelmValues", fields)?;
        if let Some(syntax) = self.default_rule_syntax {
            values.serialize_field("core", &Core { default_rule_syntax: syntax })?;
        }
        values.serialize_field("ports", &Ports(&self.ports))?;
        values.end()
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Core<'a> {
    default_rule_syntax: &'a str,
}

struct Ports<'a>(&'a [(&'a str, PortValues)]);

impl Serialize for Ports<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, port) in self.0 {
            map.serialize_entry(name, port)?;
        }
        map.end()
    }
}
