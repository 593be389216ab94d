use std::error::Error;
use std::io;

use kube::Error as KubeError;

/// A request that got no answer.
#[derive(Debug)]
pub(super) struct Lost {
    pub way: Way,
    /// Why, in the words of whoever noticed.
    pub reason: String,
}

/// Where it was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// There is no connection.
    Connecting,
    /// Nobody there is who the kubeconfig says.
    Tls,
    /// There are no credentials to show.
    Credentials,
    /// The connection broke, or nothing came for too long.
    Waiting,
}

impl Lost {
    pub fn waiting(reason: impl Into<String>) -> Self {
        Self { way: Way::Waiting, reason: reason.into() }
    }
}

impl From<KubeError> for Lost {
    fn from(error: KubeError) -> Self {
        let chain = chain(&error);
        let reason = chain.last().map(ToString::to_string).unwrap_or_default();
        let says = |words: &[&str]| chain.iter().any(|error| says(*error, words));
        let way = if matches!(error, KubeError::Auth(_)) || says(&["auth error", "auth exec"]) {
            Way::Credentials
        } else if says(&["certificate", "tls", "received corrupt message", "handshake"]) {
            Way::Tls
        } else if says(&["tcp connect error", "dns error", "deadline has elapsed"]) || chain.iter().any(is_connecting) {
            Way::Connecting
        } else {
            Way::Waiting
        };
        Self { way, reason }
    }
}

/// An error and what it came from, the first cause last.
fn chain<'e>(error: &'e (dyn Error + 'static)) -> Vec<&'e (dyn Error + 'static)> {
    std::iter::successors(Some(error), |&error| error.source()).collect()
}

fn says(error: &(dyn Error + 'static), words: &[&str]) -> bool {
    let text = error.to_string().to_ascii_lowercase();
    words.iter().any(|word| text.contains(word))
}

fn is_connecting(error: &&(dyn Error + 'static)) -> bool {
    use io::ErrorKind::{AddrNotAvailable, ConnectionRefused, HostUnreachable, NetworkUnreachable};
    let kind = error.downcast_ref::<io::Error>().map(io::Error::kind);
    matches!(kind, Some(AddrNotAvailable | ConnectionRefused | HostUnreachable | NetworkUnreachable))
}
