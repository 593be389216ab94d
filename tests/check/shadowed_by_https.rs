use crate::check::marks::{fires, silent};

const CODE: &str = "shadowed-by-https";
const HTTPS: &str = "[entry_points]\ne = { port = 1, http_hosts = [\"A.test\", \"b.test\"] }\nf = 2\n";

fn route(entry_point: &str, rule: &str) -> String {
    format!(
        "{HTTPS}[routes.r]\nentry_points = [\"{entry_point}\"]\nmatch = \"{rule}\"\nservice = \"s:1\"\npriority = 9000\ntls = \"passthrough\"\n"
    )
}

#[test]
fn the_same_host_in_any_spelling() {
    fires(CODE, &route("e", "HostSNI(«`a.TEST`») || HostSNI(`c.test`)"));
    fires(CODE, &route("e", "HostSNI(«`b.test.`») && ClientIP(`10.0.0.1`)"));
}

#[test]
fn other_hosts_wildcards_and_other_entry_points() {
    silent(&route("e", "HostSNI(`c.test`)"));
    silent(&route("e", "HostSNI(`*.test`)"));
    silent(&route("e", "!HostSNI(`a.test`)"));
    silent(&route("f", "HostSNI(`a.test`)"));
}
