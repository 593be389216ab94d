use crate::check::{Context, RuleView};
use crate::desired;
use crate::resource::{IngressRouteTcp, Object};
use crate::routing::Router;

/// One route with the entry of the state file that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct RouteView<'a> {
    /// The IngressRouteTCP.
    pub object: &'a Object,
    /// Its spec.
    pub route: &'a IngressRouteTcp,
    /// What the state file has of it; none for objects that come from elsewhere.
    pub written: Option<&'a desired::Route>,
    /// The place of its first rule among the context's rules.
    first: usize,
}

impl<'a> RouteView<'a> {
    pub(crate) fn new(
        object: &'a Object,
        route: &'a IngressRouteTcp,
        written: Option<&'a desired::Route>,
        first: usize,
    ) -> Self {
        Self { object, route, written, first }
    }

    /// Its rules, in order.
    pub(crate) fn rules<'c>(&self, context: &'c Context<'a>) -> &'c [RuleView<'a>] {
        context.rules.get(self.first..self.first + self.route.routes.len()).unwrap_or_default()
    }

    /// What Traefik makes of its rules, in order.
    pub(crate) fn routers<'c>(&self, context: &'c Context<'a>) -> impl Iterator<Item = &'a Router> + use<'a, 'c> {
        self.rules(context).iter().map(|rule| rule.router)
    }
}
