//! What a running Traefik made of its configuration, without what the harness adds to it.

use super::api::{MiddlewareStatus, RouterStatus, ServiceStatus};
use super::instance::{OURS, PATIENCE, Traefik};
use crate::support::wait;

impl Traefik {
    /// All TCP routers but the harness's own, by name.
    pub fn routers(&self) -> Vec<RouterStatus> {
        let mut all = self.api.routers().expect("Traefik's API does not answer");
        all.retain(|router| !router.name.contains(OURS));
        all
    }

    /// One router by its name with its provider (`pg@file`); panics when there is none.
    pub fn router(&self, name: &str) -> RouterStatus {
        let routers = self.routers();
        let found = routers.iter().find(|router| router.name == name).cloned();
        found.unwrap_or_else(|| panic!("no router {name} in {routers:#?}"))
    }

    /// All TCP services but the harness's own, by name.
    pub fn services(&self) -> Vec<ServiceStatus> {
        let mut all = self.api.services().expect("Traefik's API does not answer");
        all.retain(|service| !service.name.contains(OURS));
        all
    }

    /// All TCP middlewares but the harness's own, by name.
    pub fn middlewares(&self) -> Vec<MiddlewareStatus> {
        let mut all = self.api.middlewares().expect("Traefik's API does not answer");
        all.retain(|middleware| !middleware.name.contains(OURS));
        all
    }

    /// Waits until `met` holds for the TCP routers; panics with the last ones when it never does.
    pub fn await_routers(&self, met: impl Fn(&[RouterStatus]) -> bool) -> Vec<RouterStatus> {
        let found = wait::until(PATIENCE, || Some(self.routers()).filter(|routers| met(routers)));
        found.unwrap_or_else(|| panic!("these routers are not what was waited for: {:#?}", self.routers()))
    }
}
