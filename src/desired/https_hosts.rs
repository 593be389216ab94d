//! Which HTTPS routers share an entry point with TCP routes.

use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

use super::desired_state::DesiredState;
use super::entry_point::{EntryPoint, HttpsRouter};
use super::named::Named;
use crate::source::Text;

/// The entry point of Traefik's API and dashboard, which is no default one.
const INTERNAL: &str = "traefik";

/// The hosts of HTTPS routers, ready to be asked about many entry points.
#[derive(Debug)]
pub struct HttpsHosts<'a> {
    declared: HashMap<&'a str, &'a Named<EntryPoint>>,
    /// The entry points of routers that name none, where the state chooses some.
    defaults: HashSet<&'a str>,
    routers: Vec<&'a HttpsRouter>,
    /// The routers that name an entry point, by its name, and those that name none: places in order.
    named: HashMap<&'a str, Vec<usize>>,
    nameless: Vec<usize>,
}

impl<'a> HttpsHosts<'a> {
    /// Looks at every entry point and router once.
    pub fn new(desired: &'a DesiredState) -> Self {
        let mut hosts = Self {
            declared: HashMap::with_capacity(desired.entry_points.len()),
            defaults: HashSet::new(),
            routers: desired.https_routers().collect(),
            named: HashMap::new(),
            nameless: Vec::new(),
        };
        for entry in &desired.entry_points {
            hosts.declared.entry(entry.key.as_str()).or_insert(entry);
            if entry.body.as_default.is_some_and(|default| default.value) {
                hosts.defaults.insert(entry.key.as_str());
            }
        }
        for (place, router) in hosts.routers.iter().enumerate() {
            if router.entry_points.is_empty() {
                hosts.nameless.push(place);
            }
            for name in &router.entry_points {
                let places = hosts.named.entry(name.as_str()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        hosts
    }

    /// The hosts of HTTPS routers on an entry point: declared ones, then those of manifests; without a name, what an entry
    /// point has that nobody declared.
    pub fn of(&self, entry_point: Option<&str>) -> Vec<&'a Text> {
        let declared = entry_point.and_then(|name| self.declared.get(name)).and_then(|it| it.body.http_hosts.as_ref());
        let named = entry_point.and_then(|name| self.named.get(name)).map_or(&[][..], Vec::as_slice);
        let nameless = if self.is_default(entry_point) { self.nameless.as_slice() } else { &[] };
        let mut places = [named, nameless].concat();
        places.sort_unstable();
        let shared = places.into_iter().filter_map(|place| self.routers.get(place)).flat_map(|router| &router.hosts);
        declared.into_iter().flat_map(|hosts| &hosts.value).chain(shared).collect()
    }

    /// Whether routers that name no entry point are on this one.
    fn is_default(&self, entry_point: Option<&str>) -> bool {
        if self.defaults.is_empty() {
            return entry_point != Some(INTERNAL);
        }
        entry_point.is_some_and(|name| self.defaults.contains(name))
    }
}

impl DesiredState {
    /// The HTTPS routers of manifests that Traefik serves, as far as their ingress class tells.
    pub fn https_routers(&self) -> impl Iterator<Item = &HttpsRouter> {
        let own = self.traefik.ingress_class_name.as_ref().map_or("", Text::as_str);
        self.https.iter().filter(move |router| router.class == own || own.is_empty() && router.class == INTERNAL)
    }
}
