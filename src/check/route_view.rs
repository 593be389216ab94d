use crate::desired::{self, Named};
use crate::resource::{IngressRouteTcp, Object};

/// One route with the entry of the state file that it was made from.
#[derive(Clone, Copy, Debug)]
pub struct RouteView<'a> {
    /// The IngressRouteTCP.
    pub object: &'a Object,
    /// Its spec.
    pub route: &'a IngressRouteTcp,
    /// The entry; none for objects that come from elsewhere.
    pub written: Option<&'a Named<desired::Route>>,
}
