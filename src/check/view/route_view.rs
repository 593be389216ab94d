use crate::desired;
use crate::resource::{IngressRouteTcp, Object};

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
    pub(super) first: usize,
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
}
