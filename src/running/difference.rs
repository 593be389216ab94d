use serde::{Serialize, Serializer};

/// One way in which a running Traefik differs from what the model predicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What differs.
    pub topic: Topic,
    /// Its name: a version, an entry point, `namespace/name`, or Traefik's own name of what the state does not have.
    pub name: String,
    /// The rule, of a router.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What of it differs: `status`, `priority`, `sourceRange`.
    pub field: &'static str,
    /// What the model predicts; none: that it is not there.
    pub predicted: Option<String>,
    /// What Traefik reports; none: it is not there.
    pub running: Option<String>,
    /// Why, as far as it can be known.
    pub cause: Cause,
    /// What that means, and what to do.
    pub message: String,
}

/// What a difference is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Topic {
    /// Traefik's version.
    Version,
    /// An entry point.
    EntryPoint,
    /// A middleware.
    Middleware,
    /// A service.
    Service,
    /// A router.
    Router,
}

impl Topic {
    /// In words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Version => "version",
            Self::EntryPoint => "entry point",
            Self::Middleware => "middleware",
            Self::Service => "service",
            Self::Router => "router",
        }
    }
}

/// Why there is a difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The state is not applied, or not in this form; or this Traefik does not watch its namespace or class.
    NotApplied,
    /// The object is in the cluster and not in the state.
    NotInState,
    /// Another provider of Traefik owns it.
    OtherProvider,
    /// The running version behaves otherwise than the one that the state names.
    OtherVersion,
    /// Traefik's static configuration is not what the state says about it.
    StaticConfiguration,
    /// A Kubernetes Service does not exist, does not have the port, or has no endpoints.
    MissingService,
    /// A Secret, or another object that the state does not contain, does not exist.
    MissingObject,
    /// None of the above explains it: tcpgen may be wrong.
    Unexplained,
}

impl Cause {
    /// As in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotApplied => "not-applied",
            Self::NotInState => "not-in-state",
            Self::OtherProvider => "other-provider",
            Self::OtherVersion => "other-version",
            Self::StaticConfiguration => "static-configuration",
            Self::MissingService => "missing-service",
            Self::MissingObject => "missing-object",
            Self::Unexplained => "unexplained",
        }
    }

    /// In words, with what to do.
    pub fn words(self) -> &'static str {
        match self {
            Self::NotApplied => "not applied yet, or not in this form; `tcpgen diff --cluster` shows which",
            Self::NotInState => "in the cluster, and not in the state; `tcpgen import` converts it",
            Self::OtherProvider => "another provider of Traefik has it",
            Self::OtherVersion => "the running version behaves differently; `tcpgen upgrade` shows why",
            Self::StaticConfiguration => "Traefik's static configuration differs from what the state specifies",
            Self::MissingService => "the Service does not exist, lacks the port, or has no endpoints",
            Self::MissingObject => "an object that the state refers to and does not contain does not exist",
            Self::Unexplained => "unknown; if the state is applied as it is, please report it as a fault of tcpgen",
        }
    }
}

impl Serialize for Cause {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}
