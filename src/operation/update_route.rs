use serde::Deserialize;
use serde_json::Value;

use super::arguments::missing;
use super::change::{Wanted, apply, required, undisturbed};
use super::consent::{Consent, Names, title};
use super::parameters::{MIDDLEWARES, ROUTE_NAME};
use super::{Manner, Route, entry};
use crate::import::hosts_of;
use crate::resource::{IngressRouteTcp, Kind, Object, ObjectRef, RouteTcp, ServiceTcp, Spec, TlsTcp};
use crate::source::{Spanned, Text};
use crate::store::{Refusal, Store};

/// The arguments of an update; none: not given.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct UpdateRoute {
    route_name: String,
    pub(super) namespace: String,
    service_name: Option<String>,
    service_port: Option<Value>,
    pub(super) entry_points: Option<Vec<String>>,
    pub(super) add_entry_points: Option<Vec<String>>,
    pub(super) remove_entry_points: Option<Vec<String>>,
    sni_match: Option<String>,
    tls_passthrough: Option<bool>,
    tls_secret_name: Option<String>,
    pub(super) middlewares: Option<Vec<String>>,
    pub(super) add_middlewares: Option<Vec<String>>,
    pub(super) remove_middlewares: Option<Vec<String>>,
    take_over: bool,
}

/// Changes what is given of a route that exists, and nothing else of it.
pub(super) fn run(store: &mut dyn Store, arguments: &UpdateRoute, manner: Manner<'_>) -> Result<Value, Refusal> {
    undisturbed(|| once(store, arguments, manner))
}

fn once(store: &mut dyn Store, arguments: &UpdateRoute, manner: Manner<'_>) -> Result<Value, Refusal> {
    let name = ObjectRef { namespace: &arguments.namespace, name: &arguments.route_name };
    store.admit(name.namespace)?;
    let seen = required(store, Kind::IngressRouteTcp, name)?;
    if arguments.is_empty() {
        return Err(missing("an update of a route", "service_name"));
    }
    if arguments.tls_secret_name.as_deref() == Some("") {
        return Err(no_secret(&seen));
    }
    let made = entry::object(store, Kind::IngressRouteTcp, &arguments.scratch().entry())?;
    let mut object = seen.clone();
    if let (Spec::IngressRouteTcp(route), Spec::IngressRouteTcp(made)) = (&mut object.spec, made.spec) {
        arguments.change(route, made, &seen)?;
    }
    let consent = Consent { force: false, take_over: arguments.take_over, manner };
    // "keeping 'a'" does not mean "without all others".
    let names = if arguments.middlewares.is_some() { Names::Middlewares } else { Names::Losses };
    apply(store, Wanted { object, seen: Some(&seen), key: ROUTE_NAME, consent, names, note: None })
}

impl UpdateRoute {
    fn is_empty(&self) -> bool {
        self.service_name.is_none()
            && self.service_port.is_none()
            && !self.listeners().is_given()
            && self.sni_match.is_none()
            && self.tls_passthrough.is_none()
            && self.tls_secret_name.is_none()
            && !self.guards().is_given()
    }

    /// A route with the given arguments, made as a new entry. Only what was given is taken from it.
    fn scratch(&self) -> Route {
        Route {
            name: self.route_name.clone(),
            namespace: self.namespace.clone(),
            service_name: self.service_name.clone().unwrap_or_else(|| "unchanged".to_owned()),
            service_port: self.service_port.as_ref().map_or_else(|| "1".to_owned(), entry::port_text),
            entry_points: match self.listeners().new_items() {
                [] if self.entry_points.is_none() => vec!["unchanged".to_owned()],
                new => new.to_vec(),
            },
            sni: self.sni_match.iter().filter(|name| *name != "*").cloned().collect(),
            tls_passthrough: self.tls_passthrough == Some(true),
            // The two together are checked with the whole route.
            tls_secret_name: self.tls_secret_name.clone().filter(|_| self.tls_passthrough != Some(true)),
            middlewares: self.guards().new_items().to_vec(),
        }
    }

    fn change(&self, route: &mut IngressRouteTcp, made: IngressRouteTcp, seen: &Object) -> Result<(), Refusal> {
        let IngressRouteTcp { entry_points, routes, .. } = made;
        self.change_listeners(&mut route.entry_points, entry_points, seen)?;
        self.change_tls(&mut route.tls);
        let named = [
            ("service_name", self.service_name.is_some()),
            ("service_port", self.service_port.is_some()),
            ("sni_match", self.sni_match.is_some()),
            (MIDDLEWARES.name, self.guards().is_given()),
        ];
        let Some((argument, _)) = named.into_iter().find(|(_, given)| *given) else { return Ok(()) };
        let rule = only_rule(&mut route.routes, argument, seen)?;
        match routes.into_iter().next() {
            Some(made) => self.change_rule(rule, made, seen),
            None => Ok(()),
        }
    }

    fn change_rule(&self, rule: &mut RouteTcp, made: RouteTcp, seen: &Object) -> Result<(), Refusal> {
        self.change_guards(&mut rule.middlewares, made.middlewares, seen)?;
        if self.sni_match.is_some() && rule.match_text != made.match_text {
            if hosts_of(&rule.match_text.text).is_none() {
                return Err(more_than_names(rule, seen));
            }
            rule.match_text = made.match_text;
        }
        if self.service_name.is_some() || self.service_port.is_some() {
            let service = only_service(rule, seen)?;
            if let Some(made) = made.services.into_iter().next() {
                self.change_service(service, made);
            }
        }
        Ok(())
    }

    fn change_service(&self, service: &mut ServiceTcp, made: ServiceTcp) {
        if self.service_name.is_some() {
            service.name = made.name;
            service.namespace = made.namespace;
        }
        if self.service_port.is_some() {
            service.port = made.port;
        }
    }

    /// With `tls_passthrough = false`, a `tls` that has nothing else is removed: an empty table would end TLS instead.
    fn change_tls(&self, tls: &mut Option<Box<TlsTcp>>) {
        let passes = tls.as_ref().and_then(|tls| tls.passthrough).is_some_and(|flag| flag.value);
        match self.tls_passthrough {
            Some(true) if !passes => tls.get_or_insert_default().passthrough = Some(Spanned::nowhere(true)),
            Some(false) if passes => {
                if let Some(inside) = tls.as_mut() {
                    inside.passthrough = None;
                }
                if tls.as_deref() == Some(&TlsTcp::default()) {
                    *tls = None;
                }
            }
            _ => {}
        }
        if let Some(name) = &self.tls_secret_name {
            tls.get_or_insert_default().secret_name = Some(Text::nowhere(name.into()));
        }
    }
}

/// The rule that an argument is about.
fn only_rule<'r>(rules: &'r mut [RouteTcp], argument: &str, seen: &Object) -> Result<&'r mut RouteTcp, Refusal> {
    match rules {
        [only] => Ok(only),
        several => {
            let texts: Vec<String> = several.iter().map(|rule| format!("`{}`", rule.match_text.text)).collect();
            let (title, count, texts) = (title(seen), texts.len(), texts.join(", "));
            let message = format!("{title} has {count} rules, and `{argument}` does not identify one: {texts}");
            Err(Refusal::new("several-rules", message).help(
                "change the rule where the route is written; `entry_points` and TLS apply to the whole route and can be \
                 updated",
            ))
        }
    }
}

fn only_service<'r>(rule: &'r mut RouteTcp, seen: &Object) -> Result<&'r mut ServiceTcp, Refusal> {
    match rule.services.as_mut_slice() {
        [only] => Ok(only),
        several => {
            let names: Vec<String> = several.iter().map(|service| format!("`{}`", service.name.as_str())).collect();
            let (text, title, count, names) = (&rule.match_text.text, title(seen), names.len(), names.join(", "));
            let message = format!(
                "the rule `{text}` of {title} has {count} services, and an update can change only one: {names}"
            );
            Err(Refusal::new("several-services", message).help("change its `services` where the route is written"))
        }
    }
}

fn more_than_names(rule: &RouteTcp, seen: &Object) -> Refusal {
    let message = format!("the rule `{}` of {} matches on more than server names", rule.match_text.text, title(seen));
    Refusal::new("more-than-sni", message)
        .help("`sni_match` would remove the rest: change the rule's `match` where the route is written")
}

/// Without a Secret, Traefik ends TLS with its default certificate, which an empty name hardly asks for.
fn no_secret(seen: &Object) -> Refusal {
    let message =
        format!("`tls_secret_name` is empty, and {} would end TLS with Traefik's default certificate", title(seen));
    Refusal::new("invalid-arguments", message)
        .help("name a Secret, leave the argument out, or replace the route with `create`, which removes `tls`")
}
