use crate::check::marks::{fires, silent, spares};

const CODE: &str = "postgres-needs-v3";

fn route(version: &str, protocol: &str) -> String {
    format!(
        "[traefik]\nversion = \"{version}\"\n[routes.r]\nentry_points = [\"e\"]\nsni = \"x.test\"\nservice = \"s:1\"\n{protocol}\ntls = «\"passthrough\"»\n"
    )
}

#[test]
fn only_v2_and_only_postgres() {
    fires(CODE, &route("2.11", "protocol = \"postgres\""));
    fires(CODE, &route("v2", "protocol = \"postgres\""));
    silent(&route("3.0", "protocol = \"postgres\"").replace(['«', '»'], ""));
    spares(CODE, &route("2.11", "protocol = \"mqtt\"").replace(['«', '»'], ""));
    spares(CODE, &route("2.11", "").replace(['«', '»'], ""));
}
