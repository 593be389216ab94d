use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "every IPv4 client",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
"#],
        &[r#"2:18 "0.0.0.0/0""#],
    ),
    (
        "every IPv6 client and one IPv4 range",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "::/0"]
"#],
        &[r#"2:32 "::/0""#],
    ),
    (
        "both",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0", "::/0"]
"#],
        &[r#"2:17 ["0.0.0.0/0", "::/0"]"#],
    ),
    (
        "two halves",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/1", "128.0.0.0/1"]
"#],
        &[r#"2:17 ["0.0.0.0/1", "128.0.0.0/1"]"#],
    ),
    (
        "four quarters with a repeated one",
        &[r#"[middlewares.m]
ip_allow_list = ["64.0.0.0/2", "0.0.0.0/2", "192.0.0.0/2", "128.0.0.0/2"]
"#],
        &[r#"2:17 ["64.0.0.0/2", "0.0.0.0/2", "192.0.0.0/2", "128.0.0.0/2"]"#],
    ),
    (
        "mapped addresses are IPv4",
        &[r#"[middlewares.m]
ip_allow_list = ["::ffff:0:0/96"]
"#],
        &[r#"2:18 "::ffff:0:0/96""#],
    ),
    (
        "IPv6 in halves",
        &[r#"[middlewares.m]
ip_allow_list = ["::/1", "8000::/1"]
"#],
        &[r#"2:17 ["::/1", "8000::/1"]"#],
    ),
    (
        "a gap of one address",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/1", "128.0.0.0/2", "192.0.0.0/3", "224.0.0.0/4", "240.0.0.0/5", "248.0.0.0/6", "252.0.0.0/7", "254.0.0.0/8", "255.0.0.0/9", "255.128.0.0/10", "255.192.0.0/11", "255.224.0.0/12", "255.240.0.0/13", "255.248.0.0/14", "255.252.0.0/15", "255.254.0.0/16", "255.255.0.0/17", "255.255.128.0/18", "255.255.192.0/19", "255.255.224.0/20", "255.255.240.0/21", "255.255.248.0/22", "255.255.252.0/23", "255.255.254.0/24", "255.255.255.0/25", "255.255.255.128/26", "255.255.255.192/27", "255.255.255.224/28", "255.255.255.240/29", "255.255.255.248/30", "255.255.255.252/31", "255.255.255.254"]
"#],
        &[],
    ),
    (
        "half of each family",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/1", "::/1"]
"#],
        &[],
    ),
    (
        "all private networks",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fd00::/8"]
"#],
        &[],
    ),
    (
        "a list that is broken guards nothing anyway",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0", "office"]
"#],
        &[],
    ),
    (
        "the old spelling in v2",
        &[r#"[traefik]
version = "v2"
[middlewares.m]
ip_white_list = ["0.0.0.0/0"]
"#],
        &[r#"4:18 "0.0.0.0/0""#],
    ),
    (
        "allowed with a reason",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
allow = [{ code = "allows-everyone", reason = "public" }]
"#],
        &[],
    ),
    (
        "an external one says nothing",
        &[r"[middlewares.m]
external = true
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("allows-everyone", CASES);
}
