//! What Traefik asks of TLS connections that it ends (`pkg/provider/kubernetes/crd/kubernetes.go`, `buildTLSOptions`;
//! `pkg/tls/tlsmanager.go`).

use foldhash::{HashMap, HashMapExt as _};
use smol_str::SmolStr;

use super::environment::served;
use super::names::qualified;
use super::naming::Naming;
use super::reference::Reference;
use super::tls_names::{
    CIPHER_SUITES, CLIENT_AUTH_TYPES, CURVES, DEFAULT_PROTOCOLS, MLKEM_CURVES, SECP_MLKEM_CURVES, TLS_VERSIONS, TLS12,
    TLS13, TLS13_SUITES,
};
use super::{Environment, Fault, Kept, ObjectName};
use crate::resource::{Object, SecretUse, Spec, TlsOption};
use crate::source::Text;
use crate::traefik::{Changes, change};

/// The name that stands for the options of everything that names none.
const DEFAULT: &str = "default";

/// TLS options that work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TlsOptions {
    /// Protocols offered; none when nothing is known of the options.
    pub protocols: Option<Vec<SmolStr>>,
    /// Whether a client that names no server with a certificate is refused.
    pub sni_strict: bool,
    /// Whether a client must show a certificate.
    pub wants_certificate: bool,
    /// The oldest version of TLS, by its place among those that have a name; Go's default is 1.2.
    pub oldest: usize,
    /// The newest version of TLS, likewise.
    pub newest: usize,
    /// Whether none of the cipher suites is one of TLS 1.2.
    pub no_tls12_suite: bool,
    /// The authorities of clients that are taken to exist.
    pub assumed_authorities: Vec<ObjectName>,
}

/// Those of everything that names none.
impl Default for TlsOptions {
    fn default() -> Self {
        Self {
            protocols: None,
            sni_strict: false,
            wants_certificate: false,
            oldest: TLS12,
            newest: TLS13,
            no_tls12_suite: false,
            assumed_authorities: Vec::new(),
        }
    }
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
    pub fn new(objects: &[&Object], environment: &Environment) -> Self {
        let (naming, changes) = (Naming::of(environment), environment.changes());
        let chosen = environment.default_tls_namespace.as_ref().filter(|_| changes.has(&change::DEFAULT_TLS_NAMESPACE));
        let mut all = Self { options: vec![Ok(builtin())], names: HashMap::new(), objects: HashMap::new() };
        let mut defaults = Vec::new();
        for (at, object) in objects.iter().enumerate().filter(|(_, object)| served(object, environment)) {
            let Spec::TlsOption(spec) = &object.spec else { continue };
            let options = if object.is_known() { build(object, spec, environment) } else { Ok(TlsOptions::default()) };
            if object.metadata.name.as_str() == DEFAULT {
                if chosen.is_none_or(|chosen| object.metadata.namespace.as_str() == *chosen) {
                    defaults.push(options);
                }
                continue;
            }
            let name = qualified(naming.options(&object.metadata.namespace, &object.metadata.name));
            all.objects.insert(name.clone(), at);
            all.names.insert(name, all.next());
            all.options.push(options);
        }
        if let (Some(options), true) = (defaults.pop(), defaults.is_empty()) {
            all.options[0] = options;
        }
        all
    }

    /// Goes back to the default options of a Traefik that has no object.
    pub fn forget_default(&mut self) {
        if let Some(default) = self.options.first_mut() {
            *default = Ok(builtin());
        }
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

/// The default options.
fn builtin() -> TlsOptions {
    TlsOptions { protocols: Some(default_protocols()), ..TlsOptions::default() }
}

fn default_protocols() -> Vec<SmolStr> {
    DEFAULT_PROTOCOLS.map(SmolStr::new_static).into()
}

/// `buildTLSConfig`. An authority that is missing is left out with a line in the log (`buildTLSOptions`); one that is there
/// is taken to hold what it should.
fn build(object: &Object, spec: &TlsOption, environment: &Environment) -> Result<TlsOptions, String> {
    let changes = environment.changes();
    let named = spec.client_auth.iter().flat_map(|auth| &auth.secret_names);
    let named = named.map(|name| ObjectName::new(object.metadata.namespace.value.clone(), name.value.clone()));
    let kept = named.map(|name| (environment.surroundings.kept(&name, SecretUse::ClientAuthority), name));
    let (assumed, known): (Vec<_>, Vec<_>) = kept.partition(|(kept, _)| *kept == Kept::Unknown);
    let authorities = !assumed.is_empty() || known.iter().any(|(kept, _)| *kept == Kept::There);
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
    let suites = spec.cipher_suites.as_deref();
    if let Some(unknown) = suites.into_iter().flatten().find(|suite| !CIPHER_SUITES.contains(&suite.as_str())) {
        return Err(format!("invalid CipherSuite: {}", unknown.value));
    }
    if let Some(unknown) = spec.curve_preferences.iter().find(|curve| !is_curve(curve, changes)) {
        return Err(format!("invalid CurveID in curvePreferences: {}", unknown.value));
    }
    Ok(TlsOptions {
        protocols: Some(protocols(spec, changes)),
        sni_strict: spec.sni_strict.is_some_and(|strict| strict.value),
        wants_certificate: kind.starts_with("Require") || kind.is_empty() && authorities,
        oldest: version(spec.min_version.as_ref()).unwrap_or(TLS12),
        newest: version(spec.max_version.as_ref()).unwrap_or(TLS13),
        assumed_authorities: assumed.into_iter().map(|(_, name)| name).collect(),
        no_tls12_suite: suites.is_some_and(|suites| suites.iter().all(|suite| TLS13_SUITES.contains(&suite.as_str()))),
    })
}

/// The place of a version among those that Traefik knows; it ignores any other.
fn version(written: Option<&Text>) -> Option<usize> {
    TLS_VERSIONS.iter().position(|known| written.is_some_and(|written| written.as_str() == *known))
}

/// [`change::MLKEM_CURVE`], [`change::SECP_MLKEM_CURVES`].
fn is_curve(name: &str, changes: Changes) -> bool {
    CURVES.contains(&name)
        || changes.has(&change::MLKEM_CURVE) && MLKEM_CURVES.contains(&name)
        || changes.has(&change::SECP_MLKEM_CURVES) && SECP_MLKEM_CURVES.contains(&name)
}

/// [`change::EMPTY_ALPN_SPEAKS_NONE`].
fn protocols(spec: &TlsOption, changes: Changes) -> Vec<SmolStr> {
    match spec.alpn_protocols.as_deref() {
        None => default_protocols(),
        Some([]) if !changes.has(&change::EMPTY_ALPN_SPEAKS_NONE) => default_protocols(),
        Some(written) => written.iter().map(|protocol| protocol.value.clone()).collect(),
    }
}
