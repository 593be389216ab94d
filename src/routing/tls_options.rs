//! What Traefik asks of TLS connections that it ends (`pkg/provider/kubernetes/crd/kubernetes.go`, `buildTLSOptions`;
//! `pkg/tls/tlsmanager.go`).

use std::collections::HashMap;

use smol_str::SmolStr;

use super::names::{make_id, qualified};
use super::provider::served;
use super::reference::Reference;
use super::tls_names::{ACME_PROTOCOL, CIPHER_SUITES, CLIENT_AUTH_TYPES, CURVES, DEFAULT_PROTOCOLS, HTTP_PROTOCOLS};
use super::{Environment, Fault};
use crate::resource::{Resources, Spec, TlsOption};

/// The name that stands for the options of everything that names none.
const DEFAULT: &str = "default";

/// TLS options that work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct TlsOptions {
    /// Protocols offered; none when nothing is known of the options.
    pub protocols: Option<Vec<SmolStr>>,
    /// Whether a client that names no server with a certificate is refused.
    pub sni_strict: bool,
    /// Whether a client must show a certificate.
    pub wants_certificate: bool,
    /// Whether TLS 1.2 is refused. (Anything below is refused in any case.)
    pub tls13_only: bool,
}

/// Every TLSOption under its full name; the first is `default`.
#[derive(Debug)]
pub(super) struct AllTlsOptions {
    pub options: Vec<Result<TlsOptions, String>>,
    names: HashMap<String, u32>,
    /// The objects by full name, by their place among the resources.
    objects: HashMap<String, usize>,
}

impl AllTlsOptions {
    /// Reads the TLSOptions. One named `default` changes the default options, unless several namespaces have one.
    pub fn new(resources: &Resources, environment: &Environment) -> Self {
        let builtin =
            TlsOptions { protocols: Some(DEFAULT_PROTOCOLS.map(SmolStr::new_static).into()), ..TlsOptions::default() };
        let mut all = Self { options: vec![Ok(builtin)], names: HashMap::new(), objects: HashMap::new() };
        let mut defaults = Vec::new();
        let objects = resources.objects().iter().enumerate();
        for (at, object) in objects.filter(|(_, object)| served(object, environment)) {
            let Spec::TlsOption(spec) = &object.spec else { continue };
            let options = if object.is_known() { build(spec) } else { Ok(TlsOptions::default()) };
            if object.metadata.name.as_str() == DEFAULT {
                defaults.push(options);
                continue;
            }
            // Not normalized, unlike references to it: options named `a.b` are never found.
            let name = qualified(&make_id(&object.metadata.namespace, &object.metadata.name));
            all.objects.insert(name.clone(), at);
            all.names.insert(name, all.next());
            all.options.push(options);
        }
        if let (Some(options), true) = (defaults.pop(), defaults.is_empty()) {
            all.options[0] = options;
        }
        all
    }

    /// The options that a router which ends TLS uses, by their place.
    ///
    /// # Errors
    /// They do not exist or cannot be used.
    pub fn find(&mut self, reference: Option<&Reference>) -> Result<u32, Fault> {
        let place = match reference {
            None => 0,
            Some(reference) => match self.names.get(reference.qualified.as_str()) {
                Some(&place) => place,
                None if reference.is_foreign() => {
                    let place = self.next();
                    self.names.insert(reference.qualified.to_string(), place);
                    self.options.push(Ok(TlsOptions::default()));
                    place
                }
                None => return Err(Fault::UnknownTlsOptions { options: reference.qualified.to_string() }),
            },
        };
        match self.options.get(place as usize) {
            Some(Err(error)) => Err(Fault::BrokenTlsOptions { traefik: format!("building TLS config: {error}") }),
            _ => Ok(place),
        }
    }

    /// The place of the object that has this full name.
    pub fn object(&self, name: &str) -> Option<usize> {
        self.objects.get(name).copied()
    }

    fn next(&self) -> u32 {
        u32::try_from(self.options.len()).unwrap_or(u32::MAX)
    }
}

impl TlsOptions {
    /// Whether a handshake fails for want of a common protocol, as Go decides it (`crypto/tls`, `negotiateALPN`): a
    /// client that offers `http/1.1` gets through where only `h2` is offered, without any protocol.
    pub fn refuses_protocols(&self, offered: &[SmolStr]) -> bool {
        let Some(protocols) = &self.protocols else { return false };
        let speaks = |protocol: &str| protocols.iter().any(|own| own == protocol);
        let common = offered.iter().any(|protocol| speaks(protocol) || protocol == "http/1.1" && speaks("h2"));
        !protocols.is_empty() && !offered.is_empty() && !common
    }

    /// Whether an HTTP server answers once the handshake succeeded: Go's hangs up when the protocol agreed on, the first
    /// of the server's that the client offers, is one that it does not serve (`net/http`, `conn.serve`).
    pub fn agree_on_http(&self, offered: &[SmolStr]) -> bool {
        let agreed = self.protocols.iter().flatten().find(|protocol| offered.contains(protocol));
        agreed.is_none_or(|protocol| HTTP_PROTOCOLS.contains(&protocol.as_str()))
    }
}

/// Whether the client runs ACME's TLS challenge, for which Traefik needs a certificate that it does not have.
pub(super) fn is_acme_challenge(offered: &[SmolStr]) -> bool {
    offered.iter().any(|protocol| protocol == ACME_PROTOCOL)
}

/// `buildTLSConfig`. Secrets are taken to exist and to hold what they should.
fn build(spec: &TlsOption) -> Result<TlsOptions, String> {
    let authorities = spec.client_auth.as_ref().is_some_and(|auth| !auth.secret_names.is_empty());
    let kind = spec.client_auth.as_ref().and_then(|auth| auth.client_auth_type.as_ref());
    let kind = kind.map_or("", |kind| kind.as_str());
    if !kind.is_empty() {
        match CLIENT_AUTH_TYPES.iter().find(|(name, _)| *name == kind) {
            Some((_, true)) if !authorities => {
                return Err(format!("invalid clientAuthType: {kind}, CAFiles is required"));
            }
            Some(_) => {}
            None => return Err(format!("unknown client auth type \"{kind}\"")),
        }
    }
    if let Some(unknown) = spec.cipher_suites.iter().find(|suite| !CIPHER_SUITES.contains(&suite.as_str())) {
        return Err(format!("invalid CipherSuite: {}", unknown.value));
    }
    if let Some(unknown) = spec.curve_preferences.iter().find(|curve| !CURVES.contains(&curve.as_str())) {
        return Err(format!("invalid CurveID in curvePreferences: {}", unknown.value));
    }
    let written = spec.alpn_protocols.iter().map(|protocol| protocol.value.clone());
    let protocols = if spec.alpn_protocols.is_empty() {
        DEFAULT_PROTOCOLS.map(SmolStr::new_static).into()
    } else {
        written.collect()
    };
    Ok(TlsOptions {
        protocols: Some(protocols),
        sni_strict: spec.sni_strict.is_some_and(|strict| strict.value),
        wants_certificate: kind.starts_with("Require") || kind.is_empty() && authorities,
        tls13_only: spec.min_version.as_ref().is_some_and(|version| version.as_str() == "VersionTLS13"),
    })
}
