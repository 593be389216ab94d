use serde::Deserialize;
use serde_json::Value;

use super::arguments::missing;
use super::change::{Wanted, apply, required, undisturbed};
use super::consent::{Consent, Names, title};
use super::list_change::ListChange;
use super::parameters::{MIDDLEWARE_NAME, SOURCE_RANGES};
use super::{Guard, Manner, Middleware, MiddlewareType, entry};
use crate::resource::{InFlightConn, IpAllowList, Kind, MiddlewareTcp, Object, ObjectRef, Spec};
use crate::source::Text;
use crate::source_range::SourceRange;
use crate::store::{Refusal, Store};

/// The arguments of an update; none: not given.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct UpdateMiddleware {
    middleware_name: String,
    namespace: String,
    middleware_type: Option<MiddlewareType>,
    source_ranges: Option<Vec<String>>,
    add_source_ranges: Option<Vec<String>>,
    remove_source_ranges: Option<Vec<String>>,
    amount: Option<u64>,
    take_over: bool,
}

/// Changes what is given of a middleware that exists. It keeps its type: a limit instead of an allow list lets
/// everybody in.
pub(super) fn run(store: &mut dyn Store, arguments: &UpdateMiddleware, manner: Manner<'_>) -> Result<Value, Refusal> {
    undisturbed(|| once(store, arguments, manner))
}

fn once(store: &mut dyn Store, arguments: &UpdateMiddleware, manner: Manner<'_>) -> Result<Value, Refusal> {
    let name = ObjectRef { namespace: &arguments.namespace, name: &arguments.middleware_name };
    store.admit(name.namespace)?;
    let seen = required(store, Kind::MiddlewareTcp, name)?;
    if !arguments.ranges().is_given() && arguments.amount.is_none() {
        return Err(missing("an update of a middleware", "source_ranges"));
    }
    let mut object = seen.clone();
    if let Spec::MiddlewareTcp(middleware) = &mut object.spec {
        arguments.change(store, middleware, &seen)?;
    }
    let consent = Consent { force: false, take_over: arguments.take_over, manner };
    apply(store, Wanted { object, seen: Some(&seen), key: MIDDLEWARE_NAME, consent, names: Names::Losses, note: None })
}

impl UpdateMiddleware {
    fn ranges(&self) -> ListChange<'_> {
        ListChange {
            argument: SOURCE_RANGES.name,
            set: self.source_ranges.as_deref(),
            add: self.add_source_ranges.as_deref(),
            remove: self.remove_source_ranges.as_deref(),
        }
    }

    fn change(&self, store: &dyn Store, middleware: &mut MiddlewareTcp, seen: &Object) -> Result<(), Refusal> {
        let limit = self.middleware_type == Some(MiddlewareType::InFlightConn);
        let list = self.middleware_type == Some(MiddlewareType::IpAllowList);
        let ranges = self.ranges();
        if ranges.is_given() {
            let current = middleware.ip_allow_list.as_mut().or(middleware.ip_white_list.as_mut());
            let Some(current) = current.filter(|_| !limit) else { return Err(other_type(seen)) };
            self.change_ranges(store, current, &ranges, seen)?;
        }
        if let Some(amount) = self.amount {
            let current = middleware.in_flight_conn.as_mut().filter(|_| !list);
            let Some(current) = current else { return Err(other_type(seen)) };
            *current = self.limit(store, amount)?;
        }
        Ok(())
    }

    /// A range is the same in every spelling: `10.0.0.1` is `10.0.0.1/32`.
    fn change_ranges(
        &self,
        store: &dyn Store,
        current: &mut IpAllowList,
        ranges: &ListChange<'_>,
        seen: &Object,
    ) -> Result<(), Refusal> {
        let key = |text: &str| SourceRange::parse(text).map_or_else(|_| text.to_owned(), |range| range.to_string());
        let made = match ranges.new_items() {
            [] if ranges.set.is_none() => IpAllowList::default(),
            new => self.list(store, new)?,
        };
        let list = &mut current.source_range.value;
        ranges.apply(list, made.source_range.value, |text: &Text| key(text.as_str()), key, seen)?;
        ranges.not_emptied(list, "Traefik serves no route with an empty allow list", seen)
    }

    /// The allow list of these ranges, made as a new entry would make it.
    fn list(&self, store: &dyn Store, ranges: &[String]) -> Result<IpAllowList, Refusal> {
        let made = self.made(store, Guard::SourceRanges(ranges.to_vec()))?;
        Ok(made.ip_allow_list.or(made.ip_white_list).unwrap_or_default())
    }

    fn limit(&self, store: &dyn Store, amount: u64) -> Result<InFlightConn, Refusal> {
        Ok(self.made(store, Guard::InFlightConn(amount))?.in_flight_conn.unwrap_or_default())
    }

    fn made(&self, store: &dyn Store, guard: Guard) -> Result<MiddlewareTcp, Refusal> {
        let middleware = Middleware { name: self.middleware_name.clone(), namespace: self.namespace.clone(), guard };
        match entry::object(store, Kind::MiddlewareTcp, &middleware.entry())?.spec {
            Spec::MiddlewareTcp(made) => Ok(made),
            _ => Ok(MiddlewareTcp::default()),
        }
    }
}

fn other_type(seen: &Object) -> Refusal {
    let is_limit = matches!(&seen.spec, Spec::MiddlewareTcp(middleware) if middleware.in_flight_conn.is_some());
    let (is, other) =
        if is_limit { ("an `in_flight_conn`", "an allow list") } else { ("an `ip_allowlist`", "a limit") };
    let message = format!("{} is {is}, and an update does not change the type", title(seen));
    Refusal::new("other-type", message).help(format!(
        "create {other} under a name of its own, and add it to the `middlewares` of the routes; `create` under this name \
         replaces what is there"
    ))
}
