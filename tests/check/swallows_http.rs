use crate::check::marks::{fires, silent};

const CODE: &str = "swallows-http";

fn route(entry_points: &str, rest: &str) -> String {
    format!("[routes.r]\nentry_points = [{entry_points}]\nservice = \"s:1\"\n{rest}\n")
}

#[test]
fn the_entry_point_is_pointed_at() {
    for name in ["web", "websecure", "traefik"] {
        fires(CODE, &route(&format!("\"x\", «\"{name}\"»"), ""));
    }
    fires(CODE, &format!("[entry_points]\ne = {{ port = 1, http_hosts = [\"a.test\"] }}\n{}", route("«\"e\"»", "")));
    fires(CODE, &route("«\"web\"»", "match = \"!HostSNI(`x.test`)\""));
}

#[test]
fn routes_that_leave_http_alone() {
    silent(&route("\"postgresql\"", ""));
    silent(&route("\"web\"", "match = \"ClientIP(`10.0.0.1`)\""));
    silent(&route("\"websecure\"", "sni = \"*\"\ntls = \"passthrough\""));
}
