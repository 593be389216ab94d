use crate::check::{Context, RuleView};
use crate::resource::{ObjectRef, Spec};
use crate::traefik::change;

/// What Traefik offers when its TLS options do not specify it (`pkg/tls/tlsmanager.go`, `DefaultTLSOptions`).
const DEFAULT: [&str; 3] = ["h2", "http/1.1", "acme-tls/1"];

/// Whether Traefik offers the ALPN protocol where it ends TLS for a route; none where its TLS options are not known.
pub(crate) fn offers(context: &Context<'_>, rule: &RuleView<'_>, protocol: &str) -> Option<bool> {
    let by_default = || DEFAULT.contains(&protocol);
    let options = match rule.route.tls.as_ref()?.options.as_ref() {
        Some(named) => {
            let namespace = named.namespace.as_ref().unwrap_or(&rule.object.metadata.namespace);
            context.tls_options.get(&ObjectRef { namespace, name: &named.name }).copied()?
        }
        // Those named `default`, of whatever namespace, hold for all routes that name none.
        None => match context.default_tls_options {
            Some(options) => options,
            None => return Some(by_default()),
        },
    };
    let Spec::TlsOption(spec) = &options.spec else { return None };
    let speaks_none = context.table.changes().has(&change::EMPTY_ALPN_SPEAKS_NONE);
    match spec.alpn_protocols.as_deref() {
        _ if options.external => None,
        None => Some(by_default()),
        Some([]) if !speaks_none => Some(by_default()),
        // Every protocol gets through.
        Some([]) => Some(true),
        Some(offered) => Some(offered.iter().any(|offered| offered.as_str() == protocol)),
    }
}
