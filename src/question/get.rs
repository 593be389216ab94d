use serde::{Deserialize, Serialize};

use super::{Question, Subject, not_written};
use crate::diagnostic::closest;
use crate::output;
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::routing::names::Users;
use crate::routing::{Router, Status};
use crate::store::Refusal;

/// What is there under this name, what uses it, and does Traefik serve it?
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Get {
    /// Its kind.
    pub kind: Kind,
    /// Its namespace.
    pub namespace: String,
    /// Its name.
    pub name: String,
}

/// One object.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Got<'a> {
    /// The object, as a cluster has it.
    pub object: &'a Object,
    /// The same as YAML.
    pub yaml: String,
    /// Of an IngressRouteTCP, its routers in Traefik: their status, errors, priorities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub routers: Vec<ServedRule>,
    /// The routes that refer to it, as `namespace/name`.
    pub used_by: Vec<String>,
}

/// One rule of a route, as Traefik has it.
#[derive(Clone, Debug, Serialize)]
pub struct ServedRule {
    /// The rule.
    pub rule: String,
    /// The priority that counts.
    pub priority: i64,
    /// Its status.
    pub status: Status,
    /// Why it is not simply enabled, in Traefik's words where it has any.
    pub errors: Vec<String>,
    /// The same in tcpgen's words.
    pub faults: Vec<String>,
}

impl From<&Router> for ServedRule {
    fn from(router: &Router) -> Self {
        Self {
            rule: router.rule.to_string(),
            priority: router.priority,
            status: router.status,
            errors: router.errors(),
            faults: router.faults.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Question for Get {
    type About = Subject;
    type Answer<'a> = Got<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Got<'a>, Refusal> {
        let compilation = &subject.compilation;
        let wanted = ObjectRef { namespace: &self.namespace, name: &self.name };
        let mut objects = compilation.resources.emitted();
        let found = objects.find(|object| object.kind() == self.kind && object.object_ref() == wanted);
        let object = found.ok_or_else(|| self.missing(&compilation.resources))?;
        let of_object = |router: &&Router| {
            self.kind == Kind::IngressRouteTcp
                && router.object.namespace == self.namespace
                && router.object.name == self.name
        };
        let routers = compilation.table.routers().iter().filter(of_object).map(ServedRule::from).collect();
        let yaml = output::yaml_object(object).map_err(not_written)?;
        Ok(Got { object, yaml, routers, used_by: Users::new(&compilation.resources).of(object) })
    }
}

impl Get {
    fn missing(&self, resources: &Resources) -> Refusal {
        let (kind, full) = (self.kind.name(), format!("{}/{}", self.namespace, self.name));
        let of_kind = resources.emitted().filter(|object| object.kind() == self.kind);
        let names: Vec<String> = of_kind.map(|object| object.object_ref().to_string()).collect();
        let help = match closest(&full, names.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => format!("there is no {kind} at all"),
            None => format!("there are {}", names.join(", ")),
        };
        Refusal::new("not-found", format!("there is no {kind} `{full}`")).help(help)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Get, Kind, Question as _, Refusal, Subject};
    use crate::Options;
    use crate::source::Sources;

    const STATE: &str = r#"
        [middlewares.office]
        ip_allow_list = ["10.0.0.0/8"]
        [middlewares.spare]
        in_flight_conn = 3
        [routes.pg]
        entry_points = ["pg"]
        sni = "a.example.com"
        service = "postgres:5432"
        middlewares = ["office"]
    "#;

    fn get(kind: Kind, name: &str) -> Result<Value, Refusal> {
        let subject = Subject::new(Sources::single("a.toml", STATE), Options::default());
        let get = Get { kind, namespace: "default".to_owned(), name: name.to_owned() };
        get.ask(&subject).map(|got| serde_json::to_value(got).unwrap())
    }

    #[test]
    fn a_middleware_comes_with_its_users() {
        let office = get(Kind::MiddlewareTcp, "office").unwrap();
        assert_eq!(office["usedBy"], json!(["default/pg"]));
        assert_eq!(office["object"]["spec"]["ipAllowList"]["sourceRange"], json!(["10.0.0.0/8"]));
        assert!(office["yaml"].as_str().unwrap().contains("kind: MiddlewareTCP"), "{office}");
        assert_eq!(get(Kind::MiddlewareTcp, "spare").unwrap()["usedBy"], json!([]));
    }

    #[test]
    fn a_route_comes_with_what_traefik_makes_of_it() {
        let route = get(Kind::IngressRouteTcp, "pg").unwrap();
        assert_eq!(route["routers"][0]["status"], "disabled", "{route}");
        assert!(route["routers"][0]["errors"][0].as_str().unwrap().contains("no TLS on router"), "{route}");
    }

    #[test]
    fn a_name_that_is_not_there_is_refused_with_those_that_are() {
        let refusal = get(Kind::MiddlewareTcp, "ofice").unwrap_err();
        assert_eq!((refusal.code, refusal.help.as_deref()), ("not-found", Some("did you mean `default/office`?")));
        let refusal = get(Kind::TlsOption, "modern").unwrap_err();
        assert_eq!(refusal.help.as_deref(), Some("there is no TLSOption at all"));
    }
}
