use http::{Method, header};
use kube::client::Body;

use super::ClusterError;
use crate::resource::{ApiGroup, Kind, ObjectRef};

/// A request, with what the message of a refusal needs.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub verb: Verb,
    pub group: ApiGroup,
    pub kind: Kind,
    /// None: all namespaces.
    pub namespace: Option<String>,
    /// None: the whole collection.
    pub name: Option<String>,
    /// Keys, which need no escapes, and values.
    pub query: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// It is valid only if the object is still the one, or the version, that it names.
    pub conditional: bool,
    /// The body is a JSON patch, not a configuration to apply.
    patches: bool,
}

/// As Kubernetes' access rules name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Get,
    List,
    Patch,
    Delete,
}

impl Verb {
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::List => "list",
            Self::Patch => "patch",
            Self::Delete => "delete",
        }
    }
}

impl Request {
    /// About one object.
    ///
    /// # Errors
    /// When no object can have such a name, and the path would lead elsewhere.
    pub fn object(verb: Verb, group: ApiGroup, kind: Kind, object: ObjectRef<'_>) -> Result<Self, ClusterError> {
        for part in [object.namespace, object.name] {
            if !is_path_segment(part) {
                let reason = format!("`{part}` can be the name of nothing in Kubernetes");
                return Err(ClusterError::refused(kind, object, reason));
            }
        }
        Ok(Self {
            verb,
            name: Some(object.name.to_owned()),
            ..Self::collection(group, kind, Some(object.namespace.to_owned()))
        })
    }

    /// About all objects of a kind.
    pub fn collection(group: ApiGroup, kind: Kind, namespace: Option<String>) -> Self {
        Self {
            verb: Verb::List,
            group,
            kind,
            namespace,
            name: None,
            query: Vec::new(),
            body: Vec::new(),
            conditional: false,
            patches: false,
        }
    }

    pub fn query(mut self, key: &'static str, value: impl Into<String>) -> Self {
        self.query.push((key, value.into()));
        self
    }

    pub fn body(mut self, body: &serde_json::Value) -> Self {
        self.body = body.to_string().into_bytes();
        self
    }

    /// With steps of a JSON patch (RFC 6902) as its body.
    pub fn json_patch(mut self, steps: &serde_json::Value) -> Self {
        self.patches = true;
        self.body(steps)
    }

    pub fn conditional(mut self) -> Self {
        self.conditional = true;
        self
    }

    /// `middlewaretcps.traefik.io`
    pub fn resource(&self) -> String {
        let group = self.group.name();
        format!("{}.{}", self.kind.plural(), group.split_once('/').map_or(group, |(group, _)| group))
    }

    pub fn to_http(&self) -> http::Result<http::Request<Body>> {
        let (method, content_type) = match self.verb {
            Verb::Get | Verb::List => (Method::GET, None),
            Verb::Patch if self.patches => (Method::PATCH, Some("application/json-patch+json")),
            Verb::Patch => (Method::PATCH, Some("application/apply-patch+yaml")),
            Verb::Delete => (Method::DELETE, Some("application/json")),
        };
        let mut request =
            http::Request::builder().method(method).uri(self.uri()).header(header::ACCEPT, "application/json");
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        request.body(Body::from(self.body.clone()))
    }

    fn uri(&self) -> String {
        let mut path = vec!["/apis", self.group.name()];
        if let Some(namespace) = &self.namespace {
            path.extend(["namespaces", namespace]);
        }
        path.push(self.kind.plural());
        path.extend(self.name.as_deref());
        let query: Vec<String> = self.query.iter().map(|(key, value)| format!("{key}={}", escaped(value))).collect();
        let (path, query) = (path.join("/"), query.join("&"));
        if query.is_empty() { path } else { format!("{path}?{query}") }
    }
}

fn is_path_segment(name: &str) -> bool {
    let good = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    !name.is_empty() && name != "." && name != ".." && name.bytes().all(good)
}

/// Percent-encoded, for a query.
fn escaped(text: &str) -> String {
    let keeps = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~');
    text.bytes().map(|byte| if keeps(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

#[cfg(test)]
mod tests {
    use super::{Request, Verb};
    use crate::resource::{ApiGroup, Kind, ObjectRef};

    #[test]
    fn paths_name_group_namespace_and_object() {
        let object = ObjectRef { namespace: "prod", name: "pg.main" };
        let request = Request::object(Verb::Get, ApiGroup::TraefikContainoUs, Kind::MiddlewareTcp, object).unwrap();
        let path = "/apis/traefik.containo.us/v1alpha1/namespaces/prod/middlewaretcps/pg.main";
        assert_eq!(request.to_http().unwrap().uri(), path);
        assert_eq!(request.resource(), "middlewaretcps.traefik.containo.us");
        let list =
            Request::collection(ApiGroup::TraefikIo, Kind::TlsStore, None).query("limit", "5").query("a", "b=c/d");
        assert_eq!(list.to_http().unwrap().uri(), "/apis/traefik.io/v1alpha1/tlsstores?limit=5&a=b%3Dc%2Fd");
    }

    #[test]
    fn a_name_that_would_lead_elsewhere_is_refused() {
        for name in ["", ".", "..", "a/b", "a?b", "a%2fb", "a b", "ä"] {
            for object in [ObjectRef { namespace: "x", name }, ObjectRef { namespace: name, name: "x" }] {
                assert!(Request::object(Verb::Delete, ApiGroup::TraefikIo, Kind::TlsStore, object).is_err(), "{name}");
            }
        }
    }
}
