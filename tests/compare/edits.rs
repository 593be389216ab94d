//! Random changes of random states.

use fastrand::Rng;

use crate::reach::random::state;

/// A state in parts: its head, and each route.
fn parts(text: &str) -> (String, Vec<String>) {
    let mut parts = text.split("[routes.");
    let head = parts.next().unwrap_or_default().to_owned();
    (head, parts.map(|route| format!("[routes.{route}")).collect())
}

/// Another version of a line of the head.
const LINES: [(&str, &[&str]); 4] = [
    ("ip_allow_list = [\"10.0.0.0/8\"]", &["[\"10.0.0.0/9\"]", "[\"10.0.0.0/8\", \"192.0.2.0/24\"]", "[\"10.1.2.3\"]"]),
    ("ip_allow_list = [\"::/0\", \"10.1.0.0/16\"]", &["[\"::/0\"]", "[\"0.0.0.0/0\"]", "[\"2001:db8::/33\"]"]),
    ("in_flight_conn = 3", &["2", "4", "0"]),
    ("alpn_protocols = [\"foo\", \"h2\"]", &["[\"foo\"]", "[\"h2\"]", "[]"]),
];

/// Versions that treat some connections differently.
const VERSIONS: [&str; 6] = ["3.0.0", "3.5.0", "3.6.0", "3.6.11", "3.7.0", "2.11"];

fn changed_line(rng: &mut Rng, head: &str) -> String {
    let (line, others) = LINES[rng.usize(..LINES.len())];
    let (key, _) = line.split_once(" = ").unwrap();
    head.replacen(line, &format!("{key} = {}", others[rng.usize(..others.len())]), 1)
}

/// A state with one to three things changed.
pub fn edited(rng: &mut Rng, text: &str) -> String {
    let (mut head, mut routes) = parts(text);
    for _ in 0..rng.usize(1..4) {
        let (_, others) = parts(&state(rng));
        let other = (!others.is_empty()).then(|| others[rng.usize(..others.len())].clone());
        let at = rng.usize(..routes.len().max(1));
        match rng.usize(..9) {
            0 | 1 => head = changed_line(rng, &head),
            2 if at < routes.len() => drop(routes.remove(at)),
            3 => routes.extend(other.map(|route| route.replacen("[routes.r", "[routes.x", 1))),
            4 if at < routes.len() => {
                let name = routes[at].split(']').next().unwrap().to_owned();
                routes[at] =
                    other.map_or_else(String::new, |route| format!("{name}{}", &route[route.find(']').unwrap()..]));
            }
            5 if at < routes.len() => {
                let line = ["middlewares = [\"ten\"]", "middlewares = []", "middlewares = [\"away\", \"few\"]"]
                    [rng.usize(..3)];
                routes[at] = with_line(&routes[at], "middlewares", line);
            }
            6 if at < routes.len() => {
                let line = ["services = [\"u:2\"]", "services = [\"s:1\", \"t:1\"]"][rng.usize(..2)];
                routes[at] = with_line(&routes[at], "services", line);
            }
            7 if at < routes.len() => {
                routes[at] = with_line(&routes[at], "priority", &format!("priority = {}", rng.usize(8..15)));
            }
            8 if !head.contains("[traefik]") => {
                let version = VERSIONS[rng.usize(..VERSIONS.len())];
                head = format!("[traefik]\nversion = \"{version}\"\n{head}");
            }
            _ => rng.shuffle(&mut routes),
        }
    }
    head + &routes.concat()
}

fn with_line(route: &str, key: &str, line: &str) -> String {
    let lines = route.split_inclusive('\n');
    lines.map(|old| if old.starts_with(key) { format!("{line}\n") } else { old.to_owned() }).collect()
}
