use thiserror::Error;

use super::{Conflict, help};
use crate::resource::{Kind, ObjectRef};
use crate::store::Refusal;

/// Why a cluster did not do what was asked of it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ClusterError {
    /// No kubeconfig says which cluster to use, and with which credentials.
    #[error("the cluster is not known: {reason}")]
    Kubeconfig {
        /// Why.
        reason: String,
        /// The contexts that there are, when the one that was asked for is not.
        contexts: Vec<String>,
    },
    /// No connection.
    #[error("the cluster at {address} cannot be reached: {reason}")]
    Unreachable {
        /// Its URL.
        address: String,
        /// Why.
        reason: String,
    },
    /// The server is not the expected one, or does not speak TLS.
    #[error("the cluster at {address} cannot be trusted: {reason}")]
    Tls {
        /// Its URL.
        address: String,
        /// Why.
        reason: String,
    },
    /// The cluster rejects the credentials.
    #[error("the cluster at {address} does not accept the credentials: {reason}")]
    Unauthorized {
        /// Its URL.
        address: String,
        /// Why.
        reason: String,
    },
    /// A token file, a plugin or a provider gave no credentials.
    #[error("there are no credentials for the cluster: {reason}")]
    Credentials {
        /// Why.
        reason: String,
    },
    /// It keeps failing, or does not answer.
    #[error("the cluster at {address} did not answer properly{}: {reason}", help::times(*attempts))]
    Failing {
        /// Its URL.
        address: String,
        /// How often the request was sent.
        attempts: u32,
        /// The last failure.
        reason: String,
    },
    /// The caller stopped waiting.
    #[error("the call was cancelled before the cluster at {address} answered")]
    Ended {
        /// Its URL.
        address: String,
    },
    /// A permission is missing.
    #[error("you may not {verb} {resource} in {}", help::place(namespace.as_deref()))]
    Forbidden {
        /// `patch`
        verb: &'static str,
        /// `ingressroutetcps.traefik.io`
        resource: String,
        /// None: in all of them.
        namespace: Option<String>,
    },
    /// Traefik's kinds were never installed.
    #[error("the cluster has no {resource}: Traefik's CRDs are not installed")]
    NoCrds {
        /// `ingressroutetcps.traefik.io`
        resource: String,
    },
    /// There is no such namespace to create an object in.
    #[error("{object}: there is no namespace `{namespace}`")]
    NoNamespace {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// Its namespace.
        namespace: String,
    },
    /// The namespace is being deleted, and no object can be created in it.
    #[error("{object}: the namespace `{namespace}` is being deleted")]
    NamespaceTerminating {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// Its namespace.
        namespace: String,
    },
    /// The object is being deleted, and stays as long as it has finalizers.
    #[error("{object}: it is being deleted, {}", help::held(finalizers))]
    BeingDeleted {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// What it waits for.
        finalizers: Vec<String>,
    },
    /// Between two requests somebody else changed the object, or deleted it and created it again.
    #[error("{object}: somebody else changed it at the same moment")]
    Changed {
        /// `MiddlewareTCP prod/office`
        object: String,
    },
    /// A list is too old for its next page.
    #[error("the list of {resource} expired while it was read")]
    Expired {
        /// `ingressroutetcps.traefik.io`
        resource: String,
    },
    /// The answer is not that of a dry run.
    #[error("{object}: the server did not confirm the dry run: the object may have been changed or deleted")]
    DryRunIgnored {
        /// `MiddlewareTCP prod/office`
        object: String,
    },
    /// Others own fields that would change.
    #[error("{object}: {}", help::owners(conflicts))]
    Conflict {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// Who owns what.
        conflicts: Vec<Conflict>,
    },
    /// The object is part of another state.
    #[error("{object}: it belongs to the state `{state}`")]
    OtherState {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// The state's name.
        state: String,
    },
    /// The server refuses the object.
    #[error("{object}: {reason}")]
    Refused {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// In the server's words.
        reason: String,
    },
    /// The answer has another shape than tcpgen knows.
    #[error("{object}: what the cluster has cannot be read: {reason}")]
    Unreadable {
        /// `MiddlewareTCP prod/office`
        object: String,
        /// Why.
        reason: String,
    },
}

impl ClusterError {
    /// What to do about it.
    pub fn help(&self) -> String {
        help::help(self)
    }

    /// A stable name for what went wrong.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Kubeconfig { .. } => "no-kubeconfig",
            Self::Unreachable { .. } => "unreachable",
            Self::Tls { .. } => "not-trusted",
            Self::Unauthorized { .. } => "unauthorized",
            Self::Credentials { .. } => "no-credentials",
            Self::Failing { .. } => "failing",
            Self::Ended { .. } => "cancelled",
            Self::Forbidden { .. } => "forbidden",
            Self::NoCrds { .. } => "crds-missing",
            Self::NoNamespace { .. } => "namespace-missing",
            Self::NamespaceTerminating { .. } => "namespace-terminating",
            Self::BeingDeleted { .. } => "being-deleted",
            Self::Changed { .. } => "changed-meanwhile",
            Self::Expired { .. } => "expired",
            Self::DryRunIgnored { .. } => "dry-run-ignored",
            Self::Conflict { .. } => "conflict",
            Self::OtherState { .. } => "of-another-state",
            Self::Refused { .. } => "refused",
            Self::Unreadable { .. } => "unreadable",
        }
    }

    /// Whether it concerns one object, so that others can still be applied. A server that ignores a dry run ends everything.
    pub fn is_of_object(&self) -> bool {
        use ClusterError::{
            BeingDeleted, Changed, Conflict, Forbidden, NamespaceTerminating, NoNamespace, OtherState, Refused,
            Unreadable,
        };
        matches!(
            self,
            BeingDeleted { .. }
                | Changed { .. }
                | Conflict { .. }
                | Forbidden { .. }
                | NamespaceTerminating { .. }
                | NoNamespace { .. }
                | OtherState { .. }
                | Refused { .. }
                | Unreadable { .. }
        )
    }

    pub(super) fn refused(kind: Kind, object: ObjectRef<'_>, reason: impl Into<String>) -> Self {
        Self::Refused { object: title(kind, object), reason: reason.into() }
    }
}

impl From<ClusterError> for Refusal {
    fn from(error: ClusterError) -> Self {
        Self::new(error.code(), error.to_string()).help(error.help())
    }
}

/// `MiddlewareTCP prod/office`
pub(super) fn title(kind: Kind, object: ObjectRef<'_>) -> String {
    format!("{} {object}", kind.name())
}
