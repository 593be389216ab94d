use serde::{Deserialize, Serialize};

use super::{IntOrString, MatchText, ProxyProtocol};
use crate::source::{Spanned, Text};

/// The annotation that gives an object its ingress class.
pub const CLASS_ANNOTATION: &str = "kubernetes.io/ingress.class";

/// The spec of an IngressRouteTCP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IngressRouteTcp {
    /// Entry points that it listens on; empty: every default one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entry_points: Vec<Text>,
    /// The class of Traefik that serves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ingress_class_name: Option<Text>,
    /// Its rules. Required, and may be empty.
    #[serde(default)]
    pub routes: Vec<RouteTcp>,
    /// How TLS is treated, for all rules; none: not at all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<Box<TlsTcp>>,
}

/// One rule of an IngressRouteTCP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RouteTcp {
    /// The rule.
    #[serde(rename = "match")]
    pub match_text: MatchText,
    /// Higher wins; 0 or none: the rule's length.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Spanned<i64>>,
    /// `v3` or `v2`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub syntax: Option<Text>,
    /// Middlewares, the first sees the connection first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub middlewares: Vec<MiddlewareRef>,
    /// Services to forward to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceTcp>,
}

/// A reference to a MiddlewareTCP.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MiddlewareRef {
    /// Its name.
    pub name: Text,
    /// Its namespace; none: the route's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Text>,
}

/// A Kubernetes Service to forward to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceTcp {
    /// Its name.
    pub name: Text,
    /// Its namespace; none: the route's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Text>,
    /// Its port, by number or name.
    pub port: IntOrString,
    /// Its share; none: 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Spanned<i64>>,
    /// The ServersTransportTCP's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub servers_transport: Option<Text>,
    /// Forward to the cluster address.
    #[serde(default, rename = "nativeLB", skip_serializing_if = "Option::is_none")]
    pub native_lb: Option<Spanned<bool>>,
    /// Forward to the node port.
    #[serde(default, rename = "nodePortLB", skip_serializing_if = "Option::is_none")]
    pub node_port_lb: Option<Spanned<bool>>,
    /// PROXY protocol to the servers (deprecated).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy_protocol: Option<ProxyProtocol>,
    /// Milliseconds to wait after one side closed (deprecated).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub termination_delay: Option<Spanned<i64>>,
    /// TLS to the servers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tls: Option<Spanned<bool>>,
}

/// How an IngressRouteTCP treats TLS.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TlsTcp {
    /// Hand the encrypted bytes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub passthrough: Option<Spanned<bool>>,
    /// The Secret with the certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret_name: Option<Text>,
    /// The TLSOption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options: Option<ObjectReference>,
    /// The TLSStore.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store: Option<ObjectReference>,
    /// The certificate resolver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cert_resolver: Option<Text>,
    /// Domains to get certificates for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub domains: Vec<Domain>,
    /// Where it was written.
    #[serde(skip)]
    pub span: crate::source::Span,
}

/// Where it was written is no part of what it is.
impl PartialEq for TlsTcp {
    fn eq(&self, other: &Self) -> bool {
        let Self { passthrough, secret_name, options, store, cert_resolver, domains, span: _ } = self;
        *passthrough == other.passthrough
            && *secret_name == other.secret_name
            && *options == other.options
            && *store == other.store
            && *cert_resolver == other.cert_resolver
            && *domains == other.domains
    }
}

/// A domain and its alternative names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Domain {
    /// The main name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub main: Option<Text>,
    /// Subject alternative names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sans: Vec<Text>,
}

/// A reference to a TLSOption or TLSStore.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ObjectReference {
    /// Its name.
    pub name: Text,
    /// Its namespace; none: the referring object's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub namespace: Option<Text>,
}
