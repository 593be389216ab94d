//! States to edit: the examples, states with what fixes are about, and whatever objects there can be.

use std::fmt::Write as _;
use std::sync::LazyLock;

use proptest::collection::vec;
use proptest::prelude::{Just, Strategy, prop_oneof};
use proptest::sample::{select, subsequence};
use tcpgen::import::state_file;

use crate::support::arbitrary;

static EXAMPLES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut paths: Vec<_> = std::fs::read_dir("examples").unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
});

const RULES: [&str; 10] = [
    "HostSNI(`*`)",
    "HostSNI(`a.test`)",
    "HostSNI(`a.test`) || HostSNI(`b.test`)",
    "HostSNI(`a.test`) && ClientIP(`10.0.0.0/8`)",
    "HostSNI(`*`) && (ClientIP(`10.1.0.0/16`) || ClientIP(`192.0.2.1`))",
    "HostSNIRegexp(`^[a-z]+\\.test$`)",
    "HostSNIRegexp(`^a\\.test$`) || HostSNI(`b.test`)",
    "HostSNI(`*.test`)",
    "!HostSNI(`a.test`) && HostSNIRegexp(`.+`)",
    "ALPN(`h2`) || HostSNI(`c.test`)",
];
const LISTS: [&str; 5] =
    ["\"10.0.0.0/8\"", "\"10.0.0.1\", \"192.0.2.0/24\"", "\"10.1.2.3\", \"10.1.0.0/16\"", "\"::1\"", "\"0.0.0.0/0\""];
const TLS: [&str; 5] =
    ["", "tls = \"passthrough\"\n", "tls = {}\n", "tls = { options = \"strict\" }\n", "tls = { passthrough = true }\n"];
const HEADS: [&str; 4] = [
    "",
    "[traefik]\nversion = \"3.6\"\n\n",
    "labels = { tier = \"1\", team = \"data\" }\n\n[entry_points]\npg = 5432\nmy = 3306\n\n",
    "allow = [{ code = \"allows-everyone\", reason = \"public\" }]\n\n[entry_points.pg]\nport = 5432\n\n[entry_points.my]\nport = 3306\n\n",
];

fn quoted(names: &[&str]) -> String {
    names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ")
}

fn route() -> impl Strategy<Value = String> {
    let entry_points = prop_oneof![5 => subsequence(vec!["pg", "my"], 1..3), 1 => Just(vec!["pg", "pg"])];
    let middlewares = prop_oneof![3 => subsequence(vec!["one", "two", "few"], 0..3), 1 => Just(vec!["one", "one"])];
    let services = select(
        &["service = \"pg:5432\"\n", "services = [{ name = \"pg\", port = 5432, weight = 2 }, \"my:3306\"]\n"][..],
    );
    let matched = prop_oneof![
        3 => select(&RULES[..]).prop_map(|rule| format!("match = '{rule}'\n")),
        1 => Just("sni = [\"a.test\", \"b.test\"]\n".to_owned()),
        2 => Just(String::new()),
    ];
    let extra = select(&["", "priority = 50\n", "protocol = \"postgres\"\n", "namespace = \"prod\"\n"][..]);
    (entry_points, middlewares, services, matched, select(&TLS[..]), extra).prop_map(
        |(entry_points, middlewares, services, matched, tls, extra)| {
            let middlewares = if middlewares.is_empty() {
                String::new()
            } else {
                format!("middlewares = [{}]\n", quoted(&middlewares))
            };
            format!("entry_points = [{}]\n{matched}{services}{middlewares}{tls}{extra}", quoted(&entry_points))
        },
    )
}

fn written() -> impl Strategy<Value = String> {
    (vec(route(), 1..4), select(&HEADS[..]), select(&LISTS[..]), select(&LISTS[..])).prop_map(|(routes, head, one, two)| {
        let mut text = format!(
            "{head}[middlewares.one]\nip_allow_list = [{one}]\n\n[middlewares.two.ip_allow_list]\nsource_range = [{two}]\n\n\
             [middlewares.few]\nin_flight_conn = {{ amount = 5 }}\n\n\
             [tls_options.strict]\nmin_version = \"VersionTLS12\"\nalpn_protocols = [\"h2\", \"postgresql\"]\n\n\
             [servers_transports.slow]\ndial_timeout = \"30s\"\ntermination_delay = \"1h30m\"\n\n"
        );
        for (index, route) in routes.iter().enumerate() {
            writeln!(text, "[routes.r{index}]\n{route}").unwrap();
        }
        text
    })
}

/// The text of a state.
pub fn state() -> impl Strategy<Value = String> {
    prop_oneof![
        5 => written(),
        3 => select(EXAMPLES.as_slice()),
        1 => arbitrary::resources().prop_map(|resources| state_file(&resources)),
    ]
}
