use serde::{Deserialize, Serialize};

use super::Domain;
use crate::source::Text;

/// The spec of a TLSStore.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TlsStore {
    /// The certificate for names that have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_certificate: Option<Certificate>,
    /// A default certificate that a resolver gets.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default_generated_cert: Option<GeneratedCert>,
    /// Further certificates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub certificates: Vec<Certificate>,
}

/// A certificate in a Secret.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Certificate {
    /// The Secret's name.
    pub secret_name: Text,
}

/// A default certificate that a resolver gets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct GeneratedCert {
    /// The certificate resolver.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolver: Option<Text>,
    /// The names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<Domain>,
}
