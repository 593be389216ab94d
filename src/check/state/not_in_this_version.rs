use crate::check::state::too_early;
use crate::check::view::notation::Notation;
use crate::check::view::phrases::{
    DISABLE_SESSION_TICKETS, INGRESS_CLASS, NODE_PORT_LB, PEER_CERT_SANS, Phrase, RAISE_VERSION, ROOT_CAS,
    SERVERS_TRANSPORT_KIND, SYNTAX, TLS_OF_SERVICE, TRANSPORT_OF_SERVICE, TRANSPORT_PROXY_PROTOCOL,
};
use crate::check::view::route_view::RouteView;
use crate::check::{Check, Context, RuleView, Run};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::resource::{Object, ServersTransportTcp, TlsOption};
use crate::source::Span;
use crate::traefik::Field;

/// A field or kind that the Traefik of the state does not have.
pub static CODE: Code = Code {
    name: "not-in-this-version",
    severity: Severity::Error,
    summary: "the state needs a newer Traefik version than it specifies",
    explanation: include_str!("not_in_this_version.md"),
};

/// Where it looks.
pub(crate) static CHECK: Check = Check {
    code: &CODE,
    runs: &[
        Run::State(of_state),
        Run::Route(of_route),
        Run::Rule(of_rule),
        Run::ServersTransport(of_transport),
        Run::TlsOptions(of_options),
    ],
};

fn judge(
    context: &Context<'_>,
    (what, notation): (&Phrase, Notation),
    place: Option<Span>,
    field: Field,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let (Some(since), false) = (field.since(), field.is_in(context.version)) else { return };
    let Some(place) = place else { return };
    let what = notation.words(what);
    let message = format!("{what} came with Traefik {since}, and this state is for {}", context.version);
    diagnostics.push(Diagnostic::new(&CODE, place, message).help(notation.words(&RAISE_VERSION)));
}

/// Of Traefik itself.
fn of_state(context: &Context<'_>, diagnostics: &mut Vec<Diagnostic>) {
    too_early::settings(context, &CODE, diagnostics);
}

/// Of a route.
fn of_route(context: &Context<'_>, view: &RouteView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let class = view.route.ingress_class_name.as_ref().map(|class| class.span);
    judge(context, (&INGRESS_CLASS, Notation::of(view.object)), class, Field::IngressClassName, diagnostics);
}

/// Of a rule and its services.
fn of_rule(context: &Context<'_>, rule: &RuleView<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if Field::ServiceTls.is_in(context.version) {
        too_early::service_tls(context, &CODE, rule, diagnostics);
    }
    if Field::NodePortLb.is_in(context.version) {
        return;
    }
    judge(
        context,
        (&SYNTAX, rule.notation()),
        rule.rule.syntax.as_ref().map(|syntax| syntax.span),
        Field::RuleSyntax,
        diagnostics,
    );
    for service in &rule.rule.services {
        let notation = rule.notation_of(service);
        let transport = service.servers_transport.as_ref().map(|name| name.span);
        judge(context, (&TRANSPORT_OF_SERVICE, notation), transport, Field::ServiceTransport, diagnostics);
        judge(context, (&TLS_OF_SERVICE, notation), service.tls.map(|tls| tls.span), Field::ServiceTls, diagnostics);
        judge(
            context,
            (&NODE_PORT_LB, notation),
            service.node_port_lb.map(|flag| flag.span),
            Field::NodePortLb,
            diagnostics,
        );
    }
}

/// A servers transport, and its fields.
fn of_transport(
    context: &Context<'_>,
    object: &Object,
    transport: &ServersTransportTcp,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let notation = Notation::of(object);
    judge(context, (&SERVERS_TRANSPORT_KIND, notation), Some(object.span), Field::ServersTransport, diagnostics);
    if context.version.is_v2() {
        return;
    }
    too_early::root_cas(context, &CODE, (object, transport), diagnostics);
    let authorities = transport.tls.as_ref().map(|tls| &tls.root_cas).filter(|authorities| !authorities.is_empty());
    let place = authorities.map(|authorities| {
        let written = authorities.iter().find_map(|ca| ca.secret.as_ref().or(ca.config_map.as_ref()));
        written.map_or(object.span, |name| name.span)
    });
    judge(context, (&ROOT_CAS, notation), place, Field::RootCas, diagnostics);
    let version = transport.proxy_protocol.as_ref().map(|protocol| protocol.version.map_or(object.span, |it| it.span));
    judge(context, (&TRANSPORT_PROXY_PROTOCOL, notation), version, Field::TransportProxyProtocol, diagnostics);
    let sans = transport.tls.as_ref().map(|tls| &tls.peer_cert_sans).filter(|sans| !sans.is_empty());
    let place = sans.map(|sans| {
        let written = sans.iter().find_map(|san| san.value.as_ref().or(san.kind.as_ref()));
        written.map_or(object.span, |text| text.span)
    });
    judge(context, (&PEER_CERT_SANS, notation), place, Field::PeerCertSans, diagnostics);
}

/// Of TLS options.
fn of_options(context: &Context<'_>, object: &Object, options: &TlsOption, diagnostics: &mut Vec<Diagnostic>) {
    too_early::curves(context, &CODE, options, diagnostics);
    let tickets = options.disable_session_tickets.map(|flag| flag.span);
    judge(
        context,
        (&DISABLE_SESSION_TICKETS, Notation::of(object)),
        tickets,
        Field::DisableSessionTickets,
        diagnostics,
    );
}
