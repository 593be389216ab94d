use super::{AllowListView, Context, RouteView, RuleView};
use crate::diagnostic::{Code, Diagnostic};
use crate::resource::{MiddlewareTcp, Object, ServersTransportTcp, ServiceTcp, TlsOption};

/// One check: its code, and where it looks. One that looks nowhere by itself is reported by what finds it on the way.
#[derive(Debug)]
pub(crate) struct Check {
    pub code: &'static Code,
    pub runs: &'static [Run],
}

type Found = Vec<Diagnostic>;
pub(super) type OfState = fn(&Context<'_>, &mut Found);
pub(super) type OfObject = fn(&Context<'_>, &Object, &mut Found);
pub(super) type OfRoute = fn(&Context<'_>, &RouteView<'_>, &mut Found);
pub(super) type OfRule = fn(&Context<'_>, &RuleView<'_>, &mut Found);
pub(super) type OfService = fn(&Context<'_>, &RuleView<'_>, &ServiceTcp, &mut Found);
pub(super) type OfAllowList = fn(&Context<'_>, &AllowListView<'_>, &mut Found);
pub(super) type OfMiddleware = fn(&Context<'_>, &Object, &MiddlewareTcp, &mut Found);
pub(super) type OfServersTransport = fn(&Context<'_>, &Object, &ServersTransportTcp, &mut Found);
pub(super) type OfTlsOptions = fn(&Context<'_>, &Object, &TlsOption, &mut Found);

/// A function of a check, by what it is called for.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Run {
    /// The whole state, once.
    State(OfState),
    /// All entry points with their routers, once. A route that names none is on several: what is found at one place is
    /// reported once.
    EntryPoints(OfState),
    /// Each object, external ones too.
    Object(OfObject),
    /// Each object that is emitted.
    Content(OfObject),
    /// Each route.
    Route(OfRoute),
    /// Each rule of a route.
    Rule(OfRule),
    /// Each service of a rule.
    Service(OfService),
    /// Each middleware that is emitted.
    Middleware(OfMiddleware),
    /// Each allow list of these.
    AllowList(OfAllowList),
    /// Each servers transport that is emitted.
    ServersTransport(OfServersTransport),
    /// Each TLSOption that is emitted.
    TlsOptions(OfTlsOptions),
}

/// Declares the checks of a folder: their modules, and the list of them.
macro_rules! checks {
    ($($name:ident),+ $(,)?) => {
        $(pub(crate) mod $name;)+

        /// The checks of this folder.
        pub(super) static CHECKS: &[&crate::check::Check] = &[$(&$name::CHECK),+];
    };
}
pub(super) use checks;
