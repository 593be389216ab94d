use std::fmt::Write as _;

use crate::resource::{IntOrString, Resources};
use crate::source::Text;

/// The entry points that the routes name, as a table to fill in: a manifest does not say which ports Traefik opens. The
/// service's port is what they most likely have.
pub(super) fn skeleton(resources: &Resources) -> String {
    let mut named: Vec<(&str, Option<i64>)> = Vec::new();
    for (_, route) in resources.routes() {
        let port = route.routes.iter().flat_map(|rule| &rule.services).find_map(|service| match &service.port {
            IntOrString::Int(port) => Some(port.value),
            IntOrString::String(_) => None,
        });
        for name in route.entry_points.iter().map(Text::as_str) {
            if !named.iter().any(|(known, _)| *known == name) {
                named.push((name, port));
            }
        }
    }
    if named.is_empty() {
        return String::new();
    }
    let mut text = String::from(
        "# The ports that Traefik opens. Correct and uncomment them, and every route is checked against them.\n# [entry_points]\n",
    );
    for (name, port) in named {
        // Writing to a string does not fail.
        let _ = writeln!(text, "# {} = {}", super::write::key(name), port.unwrap_or(5432));
    }
    text
}
