use foldhash::HashMap;

use crate::desired::{DesiredState, EntryPoint, HttpsHosts, Named};
use crate::routing::{Listener, RoutingTable};
use crate::source::Text;

/// One entry point with the routers that take connections there, as the routing table has them.
#[derive(Debug)]
pub struct EntryPointView<'a> {
    /// Its name; none stands for entry points that nobody declared, where routes go that name none.
    pub name: Option<&'a str>,
    /// Its declaration, if there is one.
    pub declared: Option<&'a EntryPoint>,
    /// The hosts of HTTPS routers on it.
    pub http_hosts: Vec<&'a Text>,
    /// Routers without TLS, by their place among the context's rules, in the order of the objects.
    pub plain: Vec<usize>,
    /// Routers with TLS, passed through, ended or closed.
    pub tls: Vec<usize>,
    /// Whether Traefik reads a client's first bytes before it chooses, and so waits for the client to speak.
    pub peeks: bool,
}

impl<'a> EntryPointView<'a> {
    /// All entry points that any router is on.
    pub(crate) fn all(
        desired: &'a DesiredState,
        table: &'a RoutingTable,
        declared: &HashMap<&'a str, &'a Named<EntryPoint>>,
    ) -> Vec<Self> {
        let https = HttpsHosts::new(desired);
        let view = |listener: Listener<'a>| {
            let Listener { name, peeks, mut plain, mut tls } = listener;
            plain.sort_unstable();
            tls.sort_unstable();
            let declared = name.and_then(|name| declared.get(name)).map(|entry| &entry.body);
            let http_hosts = https.of(name);
            Self { name, declared, http_hosts, plain, tls, peeks }
        };
        table.listeners().map(view).filter(|view| !view.plain.is_empty() || !view.tls.is_empty()).collect()
    }

    /// `entry point "x"` for messages.
    pub fn title(&self) -> String {
        self.name.map_or_else(|| "the default entry points".to_owned(), |name| format!("entry point `{name}`"))
    }
}
