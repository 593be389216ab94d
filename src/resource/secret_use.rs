use super::{Object, Spec};
use crate::source::Text;

/// What an object takes from a Secret or a ConfigMap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SecretUse {
    /// The certificate that a route shows to clients.
    Certificate,
    /// The certificate that a TLSStore shows where no other suits.
    DefaultCertificate,
    /// Another certificate of a TLSStore.
    StoreCertificate,
    /// An authority that clients' certificates are signed by.
    ClientAuthority,
    /// An authority that servers' certificates are signed by.
    ServerAuthority,
    /// The same, in a ConfigMap.
    ServerAuthorityMap,
    /// The certificate that Traefik shows to servers.
    ClientCertificate,
}

impl SecretUse {
    /// The kind of what is named.
    pub fn kind(self) -> &'static str {
        if self == Self::ServerAuthorityMap { "ConfigMap" } else { "Secret" }
    }
}

impl Object {
    /// Visits every name of a Secret or a ConfigMap in the object. It is always one of the object's own namespace
    /// (`getTLSTCP`, `buildTLSOptions`, `buildTLSStores` in `pkg/provider/kubernetes/crd/`).
    pub fn secrets<'a>(&'a self, visit: &mut impl FnMut(&'a Text, SecretUse)) {
        match &self.spec {
            Spec::IngressRouteTcp(route) => {
                let named = route.tls.iter().filter_map(|tls| tls.secret_name.as_ref());
                named.for_each(|name| visit(name, SecretUse::Certificate));
            }
            Spec::MiddlewareTcp(_) => {}
            Spec::TlsOption(options) => {
                let named = options.client_auth.iter().flat_map(|auth| &auth.secret_names);
                named.for_each(|name| visit(name, SecretUse::ClientAuthority));
            }
            Spec::TlsStore(store) => {
                let default = store.default_certificate.iter();
                default.for_each(|it| visit(&it.secret_name, SecretUse::DefaultCertificate));
                store.certificates.iter().for_each(|it| visit(&it.secret_name, SecretUse::StoreCertificate));
            }
            Spec::ServersTransportTcp(transport) => {
                let Some(tls) = &transport.tls else { return };
                tls.root_cas_secrets.iter().for_each(|name| visit(name, SecretUse::ServerAuthority));
                tls.certificates_secrets.iter().for_each(|name| visit(name, SecretUse::ClientCertificate));
                for authority in &tls.root_cas {
                    authority.secret.iter().for_each(|name| visit(name, SecretUse::ServerAuthority));
                    authority.config_map.iter().for_each(|name| visit(name, SecretUse::ServerAuthorityMap));
                }
            }
        }
    }
}
