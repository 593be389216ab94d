//! A state at a glance: what a drawing of it shows.

mod entry_point;
mod middleware;
mod router;

use serde::Serialize;

pub use entry_point::OutlinedEntryPoint;
pub use middleware::OutlinedMiddleware;
pub use router::{OutlinedRouter, OutlinedService};

use super::{Question, Subject};
use crate::desired::DesiredState;
use crate::source::{Place, Sources};
use crate::store::Refusal;

/// What is there to see of a state? One with errors has an answer as well: what could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outline;

/// A state at a glance.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Outlined {
    /// The declared entry points in the order of the files, then those that only routers name.
    pub entry_points: Vec<OutlinedEntryPoint>,
    /// Every router in the order of the objects, those too that do not serve.
    pub routers: Vec<OutlinedRouter>,
    /// Every middleware, in the order of the objects.
    pub middlewares: Vec<OutlinedMiddleware>,
    /// Every scenario, in the order of the files.
    pub scenarios: Vec<OutlinedScenario>,
}

/// A scenario before it is run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OutlinedScenario {
    /// Its name.
    pub name: String,
    /// What it shows, as it was written.
    pub description: Option<String>,
    /// The number of its steps.
    pub steps: usize,
    /// Where its name stands.
    #[serde(flatten)]
    pub place: Place,
}

impl Question for Outline {
    type About = Subject;
    type Answer<'a> = Outlined;

    fn ask(&self, subject: &Subject) -> Result<Outlined, Refusal> {
        let Subject { sources, compilation, .. } = subject;
        Ok(Outlined {
            entry_points: entry_point::all(&compilation.desired, &compilation.table),
            routers: router::all(&compilation.resources, &compilation.table, sources),
            middlewares: middleware::all(&compilation.resources, sources),
            scenarios: scenarios(&compilation.desired, sources),
        })
    }
}

fn scenarios(desired: &DesiredState, sources: &Sources) -> Vec<OutlinedScenario> {
    let outlined = desired.scenarios.iter().map(|scenario| OutlinedScenario {
        name: scenario.key.value.to_string(),
        description: scenario.body.description.as_ref().map(|text| text.value.to_string()),
        steps: scenario.body.steps.as_ref().map_or(0, |steps| steps.value.len()),
        place: Place::new(sources, scenario.key.span),
    });
    outlined.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Outline;
    use crate::Options;
    use crate::question::{Question as _, Subject};
    use crate::source::{SourceFile, Sources};

    fn outlined(name: &str, text: &str) -> Value {
        let mut sources = Sources::default();
        sources.add(SourceFile::new(name, text));
        serde_json::to_value(Outline.ask(&Subject::new(sources, Options::default())).unwrap()).unwrap()
    }

    const STATE: &str = r#"
[entry_points]
pg = 5432
tls = { port = 8443, http_hosts = ["app.example.com"] }
[middlewares.office]
ip_allow_list = ["10.0.0.0/8", "192.168.1.1"]
[middlewares."ops/limit"]
in_flight_conn = 10
[middlewares.elsewhere]
external = true
[routes.pg]
entry_points = ["pg"]
services = [{ name = "a", port = 5432, weight = 3 }, { name = "b", namespace = "x", port = "pg" }]
middlewares = ["office"]
[routes.dead]
entry_points = ["pg", "nowhere"]
sni = "a.example.com"
service = "a:1"
[scenarios.one]
description = "it works"
steps = [{ list = { routes = 2 } }]
"#;

    #[test]
    fn entry_points_come_declared_first_and_then_as_routers_name_them() {
        let declared = json!([
            { "name": "pg", "port": 5432, "http_hosts": [], "declared": true },
            { "name": "tls", "port": 8443, "http_hosts": ["app.example.com"], "declared": true },
            { "name": "nowhere", "port": null, "http_hosts": [], "declared": false },
        ]);
        assert_eq!(outlined("a.toml", STATE)["entry_points"], declared);
    }

    #[test]
    fn a_router_is_told_with_its_services_and_its_place() {
        let found = outlined("a.toml", STATE);
        let router = &found["routers"][0];
        assert_eq!(router["router"], "default/pg");
        assert_eq!(router["rule"], "HostSNI(`*`)");
        assert_eq!(router["status"], "enabled");
        assert_eq!(router["tls_mode"], "none");
        assert_eq!(router["entry_points"], json!(["pg"]));
        assert_eq!(router["middlewares"], json!(["default/office"]));
        let services = json!([
            { "service": "default/a", "port": 5432, "weight": 3 },
            { "service": "x/b", "port": "pg", "weight": 1 },
        ]);
        assert_eq!(router["services"], services);
        assert_eq!((&router["file"], &router["start"]["line"]), (&json!("a.toml"), &json!(11)));
    }

    #[test]
    fn a_router_that_does_not_serve_says_why_in_both_tongues() {
        let found = outlined("a.toml", STATE);
        let router = &found["routers"][1];
        assert_eq!(router["status"], "disabled");
        assert_eq!(router["errors"][0], "entryPoint \"nowhere\" doesn't exist");
        assert!(router["message"].as_str().unwrap().contains("it asks for server name `a.example.com`"), "{router}");
        assert_eq!(router["services"], json!([{ "service": "default/a", "port": 1, "weight": 1 }]));
        assert_eq!(router["start"]["line"], 17);
    }

    #[test]
    fn middlewares_and_scenarios_are_told_in_one_line_each() {
        let found = outlined("a.toml", STATE);
        let told: Vec<_> = found["middlewares"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| json!([one["middleware"], one["type"], one["detail"], one["external"], one["start"]["line"]]))
            .collect();
        assert_eq!(
            told,
            [
                json!(["default/office", "ip_allow_list", "10.0.0.0/8, 192.168.1.1", false, 5]),
                json!(["ops/limit", "in_flight_conn", "10", false, 7]),
                json!(["default/elsewhere", null, "", true, 9]),
            ]
        );
        let scenario = &found["scenarios"][0];
        assert_eq!(scenario["name"], "one");
        assert_eq!(scenario["description"], "it works");
        assert_eq!((&scenario["steps"], &scenario["start"]["line"]), (&json!(1), &json!(19)));
    }

    #[test]
    fn manifests_and_states_with_errors_have_an_outline_too() {
        let manifest = "apiVersion: traefik.io/v1alpha1\nkind: IngressRouteTCP\nmetadata: {name: r}\n\
                        spec: {entryPoints: [pg], routes: [{match: 'HostSNI(`*`)', services: [{name: a, port: 1}]}]}\n";
        let found = outlined("a.yaml", manifest);
        assert_eq!(found["routers"][0]["status"], "enabled");
        assert_eq!(
            found["entry_points"][0],
            json!({ "name": "pg", "port": null, "http_hosts": [], "declared": false })
        );
        let broken = outlined("a.toml", "[routes.a]\nentry_points = ['pg']\nservice = 'a:1'\nnonsense = 1\n");
        assert_eq!(broken["routers"][0]["router"], "default/a");
        assert_eq!(outlined("a.toml", "")["routers"], json!([]));
    }
}
