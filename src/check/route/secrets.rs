use crate::resource::{Object, Spec};
use crate::source::Text;

/// Visits every reference of an object to a Secret or a ConfigMap, with which of the two it is.
pub(crate) fn secrets<'a>(object: &'a Object, visit: &mut impl FnMut(&'a Text, &'static str)) {
    let mut secret = |name| visit(name, "Secret");
    match &object.spec {
        Spec::IngressRouteTcp(route) => route.tls.iter().filter_map(|tls| tls.secret_name.as_ref()).for_each(secret),
        Spec::MiddlewareTcp(_) => {}
        Spec::TlsOption(options) => options.client_auth.iter().flat_map(|auth| &auth.secret_names).for_each(secret),
        Spec::TlsStore(store) => {
            let all = store.default_certificate.iter().chain(&store.certificates);
            all.map(|certificate| &certificate.secret_name).for_each(secret);
        }
        Spec::ServersTransportTcp(transport) => {
            let Some(tls) = &transport.tls else { return };
            tls.root_cas_secrets.iter().chain(&tls.certificates_secrets).for_each(&mut secret);
            tls.root_cas.iter().filter_map(|ca| ca.secret.as_ref()).for_each(secret);
            tls.root_cas.iter().filter_map(|ca| ca.config_map.as_ref()).for_each(|name| visit(name, "ConfigMap"));
        }
    }
}
