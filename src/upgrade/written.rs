//! What stands in a state, makes a difference, and is no matter of routers.

use serde::Serialize;

use super::mixtures::{Turn, Turns};
use crate::check::state::too_early;
use crate::compilation::Compilation;
use crate::resource::{Object, Spec};
use crate::source::{Place, Sources, Span};
use crate::traefik::{Change, change};

/// Something in the state that the two versions treat otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Written {
    /// What it is: `` `safe_naming` ``, `` `nodePortLB` of IngressRouteTCP `default/pg` ``.
    pub what: String,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// All that the changes among these turns are about, each with its turn.
pub(super) fn differences(compilation: &Compilation, sources: &Sources, turns: &[Turn]) -> Vec<(Turns, Written)> {
    let mut all: Vec<(&'static Change, String, Span)> = too_early::settings_of(&compilation.desired)
        // Whether this one counts shows in the rules.
        .filter(|(_, change, _)| **change != change::DEFAULT_RULE_SYNTAX)
        .map(|(key, change, span)| (change, format!("`{key}`"), span))
        .collect();
    all.extend(compilation.resources.objects().iter().flat_map(of_object));
    let turn = |change: &Change| {
        turns.iter().position(|turn| matches!(turn, Turn::Change(one) if *one == change)).map(Turns::one)
    };
    let written = |what, span| Written { what, place: Place::new(sources, span) };
    all.into_iter().filter_map(|(change, what, span)| Some((turn(change)?, written(what, span)))).collect()
}

/// Fields that decide what servers, certificates or the API server do.
fn of_object(object: &Object) -> Vec<(&'static Change, String, Span)> {
    let fields = match &object.spec {
        Spec::IngressRouteTcp(route) => {
            let services = || route.routes.iter().flat_map(|rule| &rule.services);
            let to_nodes = services().find_map(|service| service.node_port_lb.filter(|it| it.value));
            vec![(&change::NODE_PORT_LB, "nodePortLB", to_nodes.map(|it| it.span))]
        }
        Spec::ServersTransportTcp(transport) => {
            let tls = transport.tls.as_ref();
            let mut authorities = tls.into_iter().flat_map(|tls| &tls.root_cas);
            let authority = authorities.find_map(|ca| ca.secret.as_ref().or(ca.config_map.as_ref()));
            let uri = tls.and_then(|tls| tls.peer_cert_uri.as_ref());
            vec![
                (&change::ROOT_CAS_REFUSED, "tls.rootCAs", authority.map(|name| name.span)),
                (&change::ANY_URI_SAN, "tls.peerCertURI", uri.map(|uri| uri.span)),
            ]
        }
        Spec::TlsOption(options) => {
            let switch = options.disable_session_tickets.map(|flag| flag.span);
            vec![(&change::SESSION_TICKETS_SWITCH, "disableSessionTickets", switch)]
        }
        Spec::MiddlewareTcp(_) | Spec::TlsStore(_) => Vec::new(),
    };
    let whose = format!("{} `{}`", object.kind().name(), object.object_ref());
    let fields = fields.into_iter().filter_map(|(change, field, span)| Some((change, field, span?)));
    fields.map(|(change, field, span)| (change, format!("`{field}` of {whose}"), span)).collect()
}
