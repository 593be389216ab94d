//! The typed Kubernetes objects that everything meets in: state files are lowered to them, manifests and cluster
//! listings are read as them, and output, listing, checks, routing and stores take them.
//!
//! Fields are exactly those of the CRD schemas of Traefik v3.7
//! (`docs/content/reference/dynamic-configuration/kubernetes-crd-definition-v1.yml`), leaves remember where they were
//! written. Serialization leaves out what is not set, in the order in which people read it.

mod api_group;
mod ingress_route_tcp;
mod int_or_string;
mod kind;
pub(crate) mod kubernetes_name;
mod labels;
mod match_text;
mod metadata;
mod middleware_tcp;
mod object;
mod references;
mod resources;
mod secret_use;
mod servers_transport_tcp;
mod spec;
mod tls_option;
mod tls_store;

pub use api_group::ApiGroup;
pub use ingress_route_tcp::{
    CLASS_ANNOTATION, Domain, IngressRouteTcp, MiddlewareRef, ObjectReference, RouteTcp, ServiceTcp, TlsTcp,
};
pub use int_or_string::IntOrString;
pub use kind::Kind;
pub use labels::{Labels, MANAGED_BY, MANAGER, STATE_LABEL};
pub use match_text::MatchText;
pub use metadata::{Metadata, ObjectRef};
pub use middleware_tcp::{InFlightConn, IpAllowList, MiddlewareTcp};
pub use object::Object;
pub use resources::{Index, Resources};
pub use secret_use::SecretUse;
pub use servers_transport_tcp::{PeerCertSan, ProxyProtocol, RootCa, ServersTransportTcp, Spiffe, TlsClientConfig};
pub use spec::Spec;
pub use tls_option::{ClientAuth, TlsOption};
pub use tls_store::{Certificate, GeneratedCert, TlsStore};
