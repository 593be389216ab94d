use std::fmt;

use smol_str::SmolStr;

use super::{Crash, ObjectName};

/// The highest priority that users may set; above it are Traefik's own.
pub const MAX_USER_PRIORITY: i64 = i64::MAX - 1000;

/// What keeps a router from serving, or from serving as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An entry point that the router names does not exist. The only fault that leaves the router serving, on the rest.
    UnknownEntryPoint {
        /// The entry point.
        entry_point: SmolStr,
    },
    /// None of its entry points exists.
    NoEntryPoint,
    /// Traefik does not take the rule.
    Rule {
        /// What Traefik says.
        traefik: String,
    },
    /// The rule asks for a server name, and the router has no `tls`.
    NameWithoutTls {
        /// The first server name.
        name: SmolStr,
        /// What Traefik says.
        traefik: String,
    },
    /// The priority is one that Traefik keeps for itself.
    PriorityTooHigh {
        /// The priority.
        priority: i64,
    },
    /// The router has no service, because Traefik left out every one that it names.
    MissingService {
        /// The service's full name in Traefik.
        service: String,
        /// Why it left them out, in Traefik's words; empty where there are none.
        reasons: String,
    },
    /// A service's ServersTransportTCP does not exist.
    MissingServersTransport {
        /// Its full name in Traefik.
        transport: String,
        /// What Traefik says.
        traefik: String,
    },
    /// A service's ServersTransportTCP cannot be used.
    BrokenServersTransport {
        /// Its full name in Traefik.
        transport: String,
        /// What Traefik says.
        traefik: String,
    },
    /// A version of the PROXY protocol other than 1 and 2.
    ProxyProtocolVersion {
        /// The version.
        version: i64,
    },
    /// A weight below 0.
    NegativeWeight {
        /// The weight.
        weight: i64,
        /// The service's name in Traefik.
        service: String,
    },
    /// A middleware does not exist.
    MissingMiddleware {
        /// Its full name in Traefik.
        middleware: String,
        /// As users know it.
        shown: SmolStr,
    },
    /// A middleware cannot be built.
    BrokenMiddleware {
        /// As users know it.
        shown: SmolStr,
        /// What Traefik says.
        traefik: String,
    },
    /// The TLS options do not exist. The router closes the connections that it matches.
    UnknownTlsOptions {
        /// Their full name in Traefik.
        options: String,
    },
    /// The TLS options cannot be used. The router closes the connections that it matches.
    BrokenTlsOptions {
        /// What Traefik says.
        traefik: String,
    },
    /// The route's rule is empty, so there is no router.
    EmptyRule,
    /// The object is for another Traefik, so there is no router.
    OtherIngressClass {
        /// The object's class; empty for none.
        class: SmolStr,
    },
    /// Traefik does not watch the object's namespace, so there is no router.
    NamespaceNotWatched {
        /// The namespace.
        namespace: SmolStr,
    },
    /// Traefik v3 does not look at objects of v2's API group, so there is no router.
    OtherApiGroup,
    /// A reference leaves the namespace and must not, so there is no router.
    ForbiddenReference {
        /// What Traefik logs.
        traefik: String,
    },
    /// A later rule gets the same name in Traefik, and Traefik keeps that one alone: the same rule in the same object, or in
    /// one whose namespace and name join to the same text.
    RepeatedRule {
        /// The object of the rule that Traefik keeps.
        object: ObjectName,
        /// Which of the object's rules it is, counted from 0.
        index: usize,
    },
    /// Not all of its object could be read, so what it would do is unknown.
    Unread,
    /// Kubernetes refuses this namespace or name.
    ImpossibleName,
    /// Traefik's provider crashes on an object, on every try, so that no Kubernetes object at all is served (seen of
    /// 3.7.15; one that was running before goes on with what it had).
    ProviderCrash {
        /// The object.
        object: ObjectName,
        /// Why.
        crash: Crash,
    },
}

impl Fault {
    /// Traefik's words: in its API, or in its log for routers that never come to be. Empty where Traefik is silent.
    pub fn traefik(&self) -> String {
        match self {
            Self::UnknownEntryPoint { entry_point } => format!("entryPoint \"{entry_point}\" doesn't exist"),
            Self::NoEntryPoint => "no valid entryPoint for this router".to_owned(),
            Self::Rule { traefik }
            | Self::NameWithoutTls { traefik, .. }
            | Self::BrokenMiddleware { traefik, .. }
            | Self::BrokenTlsOptions { traefik }
            | Self::MissingServersTransport { traefik, .. }
            | Self::BrokenServersTransport { traefik, .. }
            | Self::ForbiddenReference { traefik } => traefik.clone(),
            Self::PriorityTooHigh { priority } => {
                let most = MAX_USER_PRIORITY;
                format!("the router priority {priority} exceeds the max user-defined priority {most}")
            }
            Self::MissingService { service, .. } => format!("the service \"{service}\" does not exist"),
            Self::ProxyProtocolVersion { version } => format!("unknown proxyProtocol version: {version}"),
            Self::NegativeWeight { weight, service } => {
                format!("invalid negative weight {weight} for service \"{service}\"")
            }
            Self::MissingMiddleware { middleware, .. } => format!("middleware \"{middleware}\" does not exist"),
            Self::UnknownTlsOptions { options } => format!("unknown TLS options: {options}"),
            Self::EmptyRule => "Empty match rule".to_owned(),
            Self::OtherIngressClass { .. }
            | Self::NamespaceNotWatched { .. }
            | Self::OtherApiGroup
            | Self::RepeatedRule { .. }
            | Self::Unread
            | Self::ImpossibleName
            | Self::ProviderCrash { .. } => String::new(),
        }
    }

    /// Whether the router does not serve.
    pub fn is_critical(&self) -> bool {
        !matches!(self, Self::UnknownEntryPoint { .. })
    }
}

impl Fault {
    /// In the user's terms, where `tls` is the user's name for the route's TLS settings.
    pub(crate) fn described(&self, tls: &str) -> String {
        match self {
            Self::NameWithoutTls { name, .. } => {
                format!("it asks for server name `{name}` but has no {tls}, and a plain connection names no server")
            }
            fault => fault.to_string(),
        }
    }
}

/// In the user's terms.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownEntryPoint { entry_point } => write!(f, "there is no entry point `{entry_point}`"),
            Self::NoEntryPoint => f.write_str("none of its entry points exists"),
            Self::Rule { traefik } => write!(f, "Traefik does not take its rule: {traefik}"),
            Self::NameWithoutTls { .. } => f.write_str(&self.described("`tls`")),
            Self::PriorityTooHigh { priority } => write!(f, "Traefik keeps priority {priority} for itself"),
            Self::MissingService { reasons, .. } if reasons.is_empty() => {
                f.write_str("it has no service that Traefik can load")
            }
            Self::MissingService { reasons, .. } => write!(f, "it has no service that Traefik can load ({reasons})"),
            Self::MissingServersTransport { transport, .. } => {
                write!(f, "there is no ServersTransportTCP `{transport}`")
            }
            Self::BrokenServersTransport { transport, traefik } => {
                write!(f, "its ServersTransportTCP `{transport}` cannot be used: {traefik}")
            }
            Self::ProxyProtocolVersion { version } => write!(f, "there is no PROXY protocol version {version}"),
            Self::NegativeWeight { weight, .. } => write!(f, "a weight is negative: {weight}"),
            Self::MissingMiddleware { shown, .. } => write!(f, "its middleware `{shown}` does not exist"),
            Self::BrokenMiddleware { shown, traefik } => {
                write!(f, "its middleware `{shown}` cannot be built: {traefik}")
            }
            Self::UnknownTlsOptions { options } => write!(f, "there are no TLS options `{options}`"),
            Self::BrokenTlsOptions { traefik } => write!(f, "its TLS options cannot be used: {traefik}"),
            Self::EmptyRule => f.write_str("its rule is empty"),
            Self::OtherIngressClass { class } if class.is_empty() => {
                f.write_str("it has no ingress class, and Traefik serves one")
            }
            Self::OtherIngressClass { class } => write!(f, "Traefik does not serve ingress class `{class}`"),
            Self::NamespaceNotWatched { namespace } => write!(f, "Traefik does not watch the namespace `{namespace}`"),
            Self::OtherApiGroup => f.write_str("Traefik v3 does not look at `traefik.containo.us/v1alpha1`"),
            Self::ForbiddenReference { traefik } => write!(f, "a reference leaves its namespace: {traefik}"),
            Self::RepeatedRule { object, .. } => {
                write!(
                    f,
                    "`{object}` has the same rule further down under the same name, and Traefik keeps that one alone"
                )
            }
            Self::Unread => f.write_str("not all of its object could be read"),
            Self::ImpossibleName => f.write_str("Kubernetes can have no object of this name"),
            Self::ProviderCrash { object, crash } => {
                write!(f, "Traefik serves no Kubernetes object at all: its provider crashes on `{object}`, {crash}")
            }
        }
    }
}
