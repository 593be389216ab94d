use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a network",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.5/8"]
"#],
        &[r#"2:18 "10.0.0.5/8""#],
    ),
    (
        "IPv6",
        &[r#"[middlewares.m]
ip_allow_list = ["2001:db8::1/64"]
"#],
        &[r#"2:18 "2001:db8::1/64""#],
    ),
    (
        "an address with all bits",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.5/32"]
"#],
        &[],
    ),
    (
        "no host bits",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8"]
"#],
        &[],
    ),
    (
        "several",
        &[r#"[middlewares.m]
ip_allow_list = [
  "10.1.0.0/16",
  "192.168.7.1/24",
]
"#],
        &[r#"4:3 "192.168.7.1/24""#],
    ),
    (
        "in a rule",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
match = "ClientIP(`10.0.0.5/8`) && !ClientIP(`10.0.0.0/9`)"
"#],
        &["4:19 `10.0.0.5/8`"],
    ),
    (
        "in a rule with escapes",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
match = "ClientIP(\"10.0.0.5/8\")"
"#],
        &[r#"4:19 \"10.0.0.5/8\""#],
    ),
    (
        "a single address in a rule",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
match = "ClientIP(`10.0.0.5/32`)"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("host-bits-set", CASES);
}
