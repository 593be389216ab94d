//! Which HTTPS routers share an entry point with TCP routes.

use super::desired_state::DesiredState;
use super::entry_point::{EntryPoint, HttpsRouter};
use super::named::Named;
use crate::source::Text;

/// The entry point of Traefik's API and dashboard, which is no default one.
const INTERNAL: &str = "traefik";

impl DesiredState {
    /// The hosts of HTTPS routers on an entry point: declared ones, then those of manifests; without a name, what an entry
    /// point has that nobody declared.
    pub fn https_hosts(&self, entry_point: Option<&str>) -> impl Iterator<Item = &Text> {
        let same = move |entry: &&Named<EntryPoint>| Some(entry.key.as_str()) == entry_point;
        let declared = self.entry_points.iter().find(same).and_then(|entry| entry.body.http_hosts.as_ref());
        let is_default = self.is_default(entry_point);
        let shared = self.https_routers().filter(move |router| {
            if router.entry_points.is_empty() {
                is_default
            } else {
                router.entry_points.iter().any(|name| Some(name.as_str()) == entry_point)
            }
        });
        declared.into_iter().flat_map(|hosts| &hosts.value).chain(shared.flat_map(|router| &router.hosts))
    }

    /// The HTTPS routers of manifests that Traefik serves, as far as their ingress class tells.
    pub fn https_routers(&self) -> impl Iterator<Item = &HttpsRouter> {
        let own = self.traefik.ingress_class_name.as_ref().map_or("", Text::as_str);
        self.https.iter().filter(move |router| router.class == own || own.is_empty() && router.class == INTERNAL)
    }

    /// Whether routers that name no entry point are on this one.
    fn is_default(&self, entry_point: Option<&str>) -> bool {
        let mut chosen =
            self.entry_points.iter().filter(|it| it.body.as_default.is_some_and(|default| default.value)).peekable();
        if chosen.peek().is_none() {
            return entry_point != Some(INTERNAL);
        }
        chosen.any(|entry| Some(entry.key.as_str()) == entry_point)
    }
}
