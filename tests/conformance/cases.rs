//! The fixed cases, as `cases/*.toml` hold them.

use std::fs;

use serde::Deserialize;

use crate::support::project;

/// A file of cases.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

/// A state with what was observed of it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The names of the observed configurations that it is about.
    pub name: String,
    /// Which provider hands the state to Traefik.
    #[serde(default)]
    pub provider: Provider,
    /// The state file. Without entry points, it gets `a`, `b` and `c`.
    #[serde(default)]
    pub state: String,
    /// Instead of a state: rules, each with what becomes of its router, then connections to a route with that rule
    /// alone, on all entry points.
    #[serde(default)]
    pub rules: Vec<Vec<String>>,
    /// What the routes of [`rules`](Self::rules) do with TLS.
    #[serde(default)]
    pub tls: Option<String>,
    /// The syntax of [`rules`](Self::rules).
    #[serde(default)]
    pub syntax: Option<String>,
    /// What becomes of routers: `route: enabled, 17`, `ops/route#1: disabled, part of the errors`, where `#1` is the
    /// second rule, and `E` stands for the error of a server name without TLS.
    #[serde(default)]
    pub routers: Vec<String>,
    /// Connections, each with what was observed: `a tls:x.test -> s1 passthrough | s2 passthrough`. Without an arrow,
    /// tcpgen and Traefik are the only ones asked.
    #[serde(default)]
    pub connections: Vec<String>,
    /// Objects in the cluster that are not the state's, as YAML.
    #[serde(default)]
    pub others: String,
    /// The entry points with `asDefault`.
    #[serde(default)]
    pub default_entry_points: Vec<String>,
    /// It is chance which of several observed things happens; all of them are waited for.
    #[serde(default)]
    pub chance: bool,
    /// tcpgen may refuse the state. Traefik gets it all the same, as it would from other tools.
    #[serde(default)]
    pub may_be_refused: bool,
}

/// A provider of Traefik.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Provider {
    /// Both providers, one after the other.
    #[default]
    Both,
    /// The file provider alone.
    File,
    /// The Kubernetes CRD provider alone, for what files cannot say.
    Kubernetes,
}

impl Provider {
    /// Whether cases of this kind are tried with `other`.
    pub fn covers(self, other: Self) -> bool {
        self == Self::Both || self == other
    }
}

/// The cases of a file below `tests/conformance/cases`, a state each.
pub fn read(name: &str) -> Vec<Case> {
    let path = project::root().join("tests/conformance/cases").join(name);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    file.case.into_iter().flat_map(Case::states).collect()
}

impl Case {
    /// The case itself, or one for each of its rules and one for all of them.
    fn states(self) -> Vec<Self> {
        if self.rules.is_empty() {
            return vec![self];
        }
        let mut all = Self { rules: Vec::new(), ..self.clone() };
        let mut each = Vec::new();
        for (index, rule) in self.rules.iter().enumerate() {
            let [text, router, connections @ ..] = rule.as_slice() else {
                panic!("{}: a rule stands before what becomes of it", self.name)
            };
            let name = format!("r{index}");
            let route = self.route(&name, text);
            all.state += &route;
            let router = format!("{name}: {router}");
            if !connections.is_empty() {
                let name = format!("{}: {text}", self.name);
                let (routers, connections) = (vec![router.clone()], connections.to_vec());
                each.push(Self { name, state: route, routers, connections, rules: Vec::new(), ..self.clone() });
            }
            all.routers.push(router);
        }
        each.push(all);
        each
    }

    fn route(&self, name: &str, rule: &str) -> String {
        let tls = match self.tls.as_deref() {
            None => "",
            Some("passthrough") => "tls = \"passthrough\"\n",
            Some("terminate") => "tls = {}\n",
            Some(other) => panic!("{}: `tls = \"{other}\"` says nothing", self.name),
        };
        let syntax = self.syntax.as_ref().map(|syntax| format!("syntax = \"{syntax}\"\n")).unwrap_or_default();
        // A JSON string is one of TOML as well.
        let rule = serde_json::Value::from(rule);
        let entry_points = r#"["a", "b", "c"]"#;
        format!("[routes.{name}]\nentry_points = {entry_points}\nmatch = {rule}\nservice = \"s1:1\"\n{tls}{syntax}\n")
    }
}
