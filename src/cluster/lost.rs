use std::error::Error;
use std::io;

use hyper_util::client::legacy;
use kube::Error as KubeError;
use kube::client::AuthError;
use rustls::AlertDescription;
use rustls::pki_types::pem;

/// A request that got no answer.
#[derive(Debug)]
pub(super) struct Lost {
    pub way: Way,
    /// Why, in the words of the layer that failed.
    pub reason: String,
}

/// Where it was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// There is no connection.
    Connecting,
    /// The server is not the one of the kubeconfig.
    Tls,
    /// There are no credentials, or the server refuses the client certificate.
    Credentials,
    /// The connection broke, or nothing came for too long.
    Waiting,
    /// The caller no longer waits.
    Ended,
}

impl Lost {
    pub fn waiting(reason: impl Into<String>) -> Self {
        Self { way: Way::Waiting, reason: reason.into() }
    }

    pub fn credentials(reason: impl Into<String>) -> Self {
        Self { way: Way::Credentials, reason: reason.into() }
    }

    pub fn ended() -> Self {
        Self { way: Way::Ended, reason: "the call has ended".to_owned() }
    }
}

impl From<KubeError> for Lost {
    fn from(error: KubeError) -> Self {
        let causes = causes(&error);
        Self { way: way(&causes), reason: reason(&causes) }
    }
}

/// An error and its causes, the root cause last.
///
/// `source` of an `io::Error` that wraps another error skips that error.
fn causes<'e>(error: &'e (dyn Error + 'static)) -> Vec<&'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn Error + 'static)),
        None => error.source(),
    })
    .collect()
}

/// Decides by the types of the causes, not by messages: that of a connection that breaks within TLS mentions TLS.
fn way(causes: &[&(dyn Error + 'static)]) -> Way {
    let connecting = find::<legacy::Error>(causes).is_some_and(legacy::Error::is_connect);
    if let Some(tls) = find::<rustls::Error>(causes) {
        return of_tls(tls, connecting);
    }
    if find::<AuthError>(causes).is_some() {
        return Way::Credentials;
    }
    if matches!(find::<KubeError>(causes), Some(KubeError::RustlsTls(_))) {
        return Way::Tls;
    }
    let broke_off = causes.iter().any(|cause| cause.downcast_ref().is_some_and(is_break));
    if connecting && !broke_off { Way::Connecting } else { Way::Waiting }
}

fn find<'e, E: Error + 'static>(causes: &[&'e (dyn Error + 'static)]) -> Option<&'e E> {
    causes.iter().find_map(|cause| cause.downcast_ref())
}

/// Whether a connection was open, and broke.
fn is_break(error: &io::Error) -> bool {
    use io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
}

fn of_tls(error: &rustls::Error, connecting: bool) -> Way {
    use AlertDescription::{
        AccessDenied, BadCertificate, CertificateExpired, CertificateRequired, CertificateRevoked, CertificateUnknown,
        InternalError, UnknownCA, UnsupportedCertificate, UserCanceled,
    };
    match error {
        // The server rejects our certificate; with TLS 1.3 this comes after the handshake.
        rustls::Error::AlertReceived(
            AccessDenied
            | BadCertificate
            | CertificateExpired
            | CertificateRequired
            | CertificateRevoked
            | CertificateUnknown
            | UnknownCA
            | UnsupportedCertificate,
        ) => Way::Credentials,
        rustls::Error::AlertReceived(InternalError | UserCanceled) => Way::Waiting,
        rustls::Error::InvalidCertificate(_) => Way::Tls,
        // The server of an open connection is trusted; a fault there is one of the connection.
        _ if connecting => Way::Tls,
        _ => Way::Waiting,
    }
}

/// The message of the root cause; for a credential plugin that failed, its last line on standard error. Messages with text of
/// a kubeconfig, a key or a plugin's output are replaced: a token may be in it.
fn reason(causes: &[&(dyn Error + 'static)]) -> String {
    if find::<pem::Error>(causes).is_some() {
        return "the client certificate or its key is not PEM".to_owned();
    }
    match find(causes) {
        // Not its command, which shows its environment.
        Some(AuthError::AuthExecRun { out, .. }) => {
            let written = String::from_utf8_lossy(&out.stderr);
            let last = written.lines().rfind(|line| !line.trim().is_empty()).unwrap_or("no output");
            return format!("the credential plugin failed ({}): {}", out.status, last.trim());
        }
        Some(AuthError::AuthExecParse(_) | AuthError::ParseTokenKey(_)) => {
            return "the credential plugin wrote something else than credentials".to_owned();
        }
        // With the provider's name, or its command.
        Some(AuthError::AuthExec(_)) => {
            return "its `auth-provider` cannot be used; kubectl, too, needs a credential plugin (`exec`) instead"
                .to_owned();
        }
        Some(AuthError::MalformedTokenExpirationDate(_)) => {
            return "the time at which the credentials expire is not a time".to_owned();
        }
        _ => {}
    }
    causes.last().map(ToString::to_string).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{self, ErrorKind};

    use rustls::{AlertDescription, CertificateError, InvalidMessage};

    use super::{KubeError, Lost, Way};

    fn way(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Way {
        Lost::from(KubeError::Service(error.into())).way
    }

    #[test]
    fn words_do_not_decide() {
        let words = "peer closed connection without sending TLS close_notify: certificate handshake tcp connect error";
        assert_eq!(way(io::Error::new(ErrorKind::UnexpectedEof, words)), Way::Waiting);
        assert_eq!(way(words), Way::Waiting);
        let inner = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        assert_eq!(way(io::Error::other(io::Error::new(ErrorKind::InvalidData, inner))), Way::Tls);
    }

    #[test]
    fn a_refused_certificate_is_about_credentials() {
        let alert = |alert| way(io::Error::new(ErrorKind::InvalidData, rustls::Error::AlertReceived(alert)));
        assert_eq!(alert(AlertDescription::CertificateRequired), Way::Credentials);
        assert_eq!(alert(AlertDescription::CertificateExpired), Way::Credentials);
        assert_eq!(alert(AlertDescription::InternalError), Way::Waiting);
        let garbled = rustls::Error::InvalidMessage(InvalidMessage::InvalidContentType);
        assert_eq!(
            way(io::Error::new(ErrorKind::InvalidData, garbled)),
            Way::Waiting,
            "an open connection was trusted"
        );
    }
}
