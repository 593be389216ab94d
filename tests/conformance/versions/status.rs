//! Routers and services as Traefik's API reports them, against what was observed.

use super::observed::Observed;
use super::settings::Version;
use crate::support::traefik::{RouterStatus, ServiceStatus};

/// A router's name and what became of it.
pub fn of_router(router: &RouterStatus) -> [String; 2] {
    let RouterStatus { name, status, error, priority, .. } = router;
    [name.clone(), format!("{status}, {priority}, {}", error.join("; "))]
}

/// A service's name and what became of it.
pub fn of_service(service: &ServiceStatus) -> [String; 2] {
    let ServiceStatus { name, status, error, .. } = service;
    [name.clone(), format!("{status}, {}", error.join("; "))]
}

/// How `all` differs from what was observed: `name: disabled, part of the errors @3.7.0 enabled, 17`.
pub fn difference(observed: &str, all: &[[String; 2]], version: Version) -> Option<String> {
    let (name, what) = observed.split_once(": ").expect("a name stands before what becomes of it");
    let observed = Observed::parse(what);
    let expected = observed.at(version);
    let told = all.iter().find(|[full, _]| is_of(full, name));
    let is_so = match told {
        None => expected == "absent",
        Some([_, told]) => {
            let (status, more) = expected.split_once(", ").unwrap_or((expected, ""));
            told.starts_with(&format!("{status},")) && told.contains(more)
        }
    };
    (!is_so).then(|| format!("{name} {expected}, and it is: {told:?}"))
}

/// Whether a generated name is that of a route, or of a file's router: `default-r-673acf455cb2dab0b43a@kubernetescrd`,
/// with safe naming `default_r_0@kubernetescrd`, `r@file`.
fn is_of(full: &str, name: &str) -> bool {
    let (full, provider) = full.split_once('@').unwrap_or((full, ""));
    if provider == "file" {
        return full == name;
    }
    let (namespace, name) = name.split_once('/').unwrap_or(("default", name));
    let (name, index) = name.split_once('#').unwrap_or((name, "0"));
    let rest = |separator| full.strip_prefix(&format!("{namespace}{separator}{name}{separator}"));
    rest('_').is_some_and(|rest| rest == index)
        || rest('-').is_some_and(|rest| rest.len() == 20 && rest.bytes().all(|it| it.is_ascii_hexdigit()))
}
