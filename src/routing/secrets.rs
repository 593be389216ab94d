//! What Secrets and ConfigMaps have for Traefik (`pkg/provider/kubernetes/crd/kubernetes.go`, `getTLS`,
//! `getCertificateBlocks`, `getCABlocks`, `loadCASecret`, `loadCAConfigMap`).

use std::collections::BTreeSet;
use std::fmt;

use smol_str::SmolStr;

use super::{Known, ObjectName, Surroundings};
use crate::resource::SecretUse;

const CERTIFICATE: &[&str] = &["tls.crt", "tls.key"];
const AUTHORITY: &[&str] = &["tls.ca", "ca.crt"];

/// Whether a Secret or a ConfigMap has what is taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is not known, and taken for granted.
    Unknown,
    /// It has.
    There,
    /// It has not, for this reason.
    Missing(Lack),
}

/// Why a Secret or a ConfigMap does not have what is taken from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lack {
    /// It does not exist.
    Absent,
    /// It lacks all of these keys.
    Keys(Vec<&'static str>),
    /// It has none of these keys.
    AnyKey(&'static [&'static str]),
}

/// Behind the name: `does not exist`.
impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |keys: &[&str]| keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>();
        match self {
            Self::Absent => f.write_str("does not exist"),
            Self::Keys(keys) => write!(f, "has no {}", quoted(keys).join(" and no ")),
            Self::AnyKey(keys) => write!(f, "has neither {}", quoted(keys).join(" nor ")),
        }
    }
}

impl Surroundings {
    /// Whether a Secret or a ConfigMap has what is taken from it.
    pub fn kept(&self, name: &ObjectName, used: SecretUse) -> Kept {
        let known = if used == SecretUse::ServerAuthorityMap { &self.config_maps } else { &self.secrets };
        let lack = match known.of(name) {
            Known::Nothing => return Kept::Unknown,
            Known::Absent => Some(Lack::Absent),
            Known::Present(keys) => lack(keys, used),
        };
        lack.map_or(Kept::There, Kept::Missing)
    }
}

fn lack(keys: &BTreeSet<SmolStr>, used: SecretUse) -> Option<Lack> {
    match used {
        SecretUse::Certificate
        | SecretUse::DefaultCertificate
        | SecretUse::StoreCertificate
        | SecretUse::ClientCertificate => {
            let missing: Vec<_> = CERTIFICATE.iter().copied().filter(|key| !keys.contains(*key)).collect();
            (!missing.is_empty()).then_some(Lack::Keys(missing))
        }
        // Of a Secret for servers' certificates the only key counts, whatever its name.
        SecretUse::ServerAuthority if keys.len() == 1 => None,
        SecretUse::ServerAuthority | SecretUse::ServerAuthorityMap | SecretUse::ClientAuthority => {
            let has = AUTHORITY.iter().any(|key| keys.contains(*key));
            (!has).then_some(Lack::AnyKey(AUTHORITY))
        }
    }
}

/// What is taken for granted of a Secret that is not known: `secret default/db-cert exists with tls.crt and tls.key`.
pub(super) fn assumption(name: &ObjectName, used: SecretUse) -> String {
    let keys = match used {
        SecretUse::ClientAuthority | SecretUse::ServerAuthority | SecretUse::ServerAuthorityMap => {
            AUTHORITY.join(" or ")
        }
        _ => CERTIFICATE.join(" and "),
    };
    format!("{} {name} exists with {keys}", used.kind().to_lowercase())
}
