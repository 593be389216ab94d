use http::{Method, header};
use kube::client::Body;

use super::ClusterError;
use crate::resource::{ApiGroup, Kind, ObjectRef};

/// A request, with what the message of a refusal needs.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub verb: Verb,
    pub of: Resource,
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
    Create,
    Patch,
    Delete,
}

/// A kind of object, as paths, access rules and messages name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Resource {
    /// Group and version: `traefik.io/v1alpha1`, `v1`.
    api: &'static str,
    /// `middlewaretcps`
    plural: &'static str,
    /// `MiddlewareTCP`
    pub name: &'static str,
}

/// Objects that routes refer to and tcpgen only reads.
pub(super) const SERVICES: Resource = Resource { api: "v1", plural: "services", name: "Service" };
pub(super) const SECRETS: Resource = Resource { api: "v1", plural: "secrets", name: "Secret" };
pub(super) const CONFIG_MAPS: Resource = Resource { api: "v1", plural: "configmaps", name: "ConfigMap" };
/// What the cluster knows of who asks.
pub(super) const SELF_SUBJECT_REVIEWS: Resource =
    Resource { api: "authentication.k8s.io/v1", plural: "selfsubjectreviews", name: "SelfSubjectReview" };
pub(super) const ENDPOINT_SLICES: Resource =
    Resource { api: "discovery.k8s.io/v1", plural: "endpointslices", name: "EndpointSlice" };

impl Resource {
    /// One of the kinds that tcpgen writes.
    pub fn own(group: ApiGroup, kind: Kind) -> Self {
        Self { api: group.name(), plural: kind.plural(), name: kind.name() }
    }

    /// `Service default/postgres`
    pub fn title(self, object: ObjectRef<'_>) -> String {
        format!("{} {object}", self.name)
    }
}

impl Verb {
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::List => "list",
            Self::Create => "create",
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
        Self::one(verb, Resource::own(group, kind), object)
    }

    /// The same, of any kind.
    ///
    /// # Errors
    /// Likewise.
    pub fn one(verb: Verb, of: Resource, object: ObjectRef<'_>) -> Result<Self, ClusterError> {
        for part in [object.namespace, object.name] {
            if !is_path_segment(part) {
                let reason = format!("`{part}` can be the name of nothing in Kubernetes");
                return Err(ClusterError::Refused { object: of.title(object), reason });
            }
        }
        Ok(Self { verb, name: Some(object.name.to_owned()), ..Self::all(of, Some(object.namespace.to_owned())) })
    }

    /// To make an object, which must not exist.
    pub fn create(of: Resource, namespace: Option<String>) -> Self {
        Self { verb: Verb::Create, ..Self::all(of, namespace) }
    }

    /// About all objects of a kind.
    pub fn all(of: Resource, namespace: Option<String>) -> Self {
        Self {
            verb: Verb::List,
            of,
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

    /// `middlewaretcps.traefik.io`, `services`
    pub fn resource(&self) -> String {
        let Resource { api, plural, .. } = self.of;
        // The core group has no name.
        api.split_once('/').map_or_else(|| plural.to_owned(), |(group, _)| format!("{plural}.{group}"))
    }

    pub fn to_http(&self) -> http::Result<http::Request<Body>> {
        let (method, content_type) = match self.verb {
            Verb::Get | Verb::List => (Method::GET, None),
            Verb::Create => (Method::POST, Some("application/json")),
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
        let root = if self.of.api.contains('/') { "/apis" } else { "/api" };
        let mut path = vec![root, self.of.api];
        if let Some(namespace) = &self.namespace {
            path.extend(["namespaces", namespace]);
        }
        path.push(self.of.plural);
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
    use super::{Request, Resource, Verb};
    use crate::resource::{ApiGroup, Kind, ObjectRef};

    #[test]
    fn paths_name_group_namespace_and_object() {
        let object = ObjectRef { namespace: "prod", name: "pg.main" };
        let request = Request::object(Verb::Get, ApiGroup::TraefikContainoUs, Kind::MiddlewareTcp, object).unwrap();
        let path = "/apis/traefik.containo.us/v1alpha1/namespaces/prod/middlewaretcps/pg.main";
        assert_eq!(request.to_http().unwrap().uri(), path);
        assert_eq!(request.resource(), "middlewaretcps.traefik.containo.us");
        let list = Request::all(Resource::own(ApiGroup::TraefikIo, Kind::TlsStore), None)
            .query("limit", "5")
            .query("a", "b=c/d");
        assert_eq!(list.to_http().unwrap().uri(), "/apis/traefik.io/v1alpha1/tlsstores?limit=5&a=b%3Dc%2Fd");
    }

    #[test]
    fn the_core_group_has_no_name() {
        let request = Request::all(super::SECRETS, Some("prod".to_owned()));
        assert_eq!(request.to_http().unwrap().uri(), "/api/v1/namespaces/prod/secrets");
        assert_eq!(request.resource(), "secrets");
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
