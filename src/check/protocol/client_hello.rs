use crate::check::view::phrases::{OTHER_PROTOCOL, TLS};
use crate::check::{Context, RuleView};

impl RuleView<'_> {
    /// Why clients of the route's protocol do not begin with TLS, so that Traefik sees no server name of theirs. None where
    /// they do, or may.
    pub(crate) fn hides_client_hello(&self, context: &Context<'_>) -> Option<&'static str> {
        // Where Traefik ends TLS, the port of a service is not the one that clients speak on: LDAPS before port 389.
        let handed_on = self.hint.filter(|_| self.passes_through());
        self.protocol?.hides_client_hello([handed_on, None]).or_else(|| self.on_its_ports(context))
    }

    /// The reason on entry points that all have the protocol's port for TLS in band.
    fn on_its_ports(&self, context: &Context<'_>) -> Option<&'static str> {
        let protocol = self.protocol?;
        let names = &self.route.entry_points;
        let mut reasons = names.iter().map(|name| {
            let declared = &context.entry_points.get(name.as_str())?.body;
            let ports = [&declared.port, &declared.exposed_port].map(|port| port.as_ref().map(|port| port.value));
            protocol.hides_client_hello(ports)
        });
        let first = reasons.next()??;
        reasons.all(|reason| reason.is_some()).then_some(first)
    }

    /// Whether TLS in Traefik can help clients of the route: those of its protocol, as far as it is known, begin with TLS
    /// or with PostgreSQL's request for it, which Traefik v2 does not answer.
    pub(crate) fn tls_can_help(&self, context: &Context<'_>) -> bool {
        self.hides_client_hello(context).is_none() && !(context.version.is_v2() && self.speaks("postgres"))
    }

    /// A message that holds if the route's protocol is what it is taken for: with the reason where a port alone gives it
    /// away.
    pub(crate) fn if_spoken(&self, message: impl Into<String>) -> String {
        let message = message.into();
        match (self.hint, self.protocol) {
            (Some(port), Some(protocol)) => {
                let title = protocol.title;
                format!("port {port} is the usual one of {title}; if this is {title}, {message}")
            }
            _ => message,
        }
    }

    /// What to add to help where a port alone gives the protocol away.
    pub(crate) fn other_protocol(&self) -> String {
        if self.hint.is_some() { self.notation().words(&OTHER_PROTOCOL) } else { String::new() }
    }

    /// Of a route with TLS, for other findings.
    pub(crate) fn has_tls_label(&self) -> String {
        format!("`{}` has {}", self.object.metadata.name.as_str(), self.notation().words(&TLS))
    }
}
