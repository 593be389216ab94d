use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "an address in a network",
        &[r#"[middlewares.m]
ip_allow_list = ["10.1.2.3", "10.0.0.0/8"]
"#],
        &[r#"2:18 "10.1.2.3""#],
    ),
    (
        "nested twice: the widest one is named",
        &[r#"[middlewares.m]
ip_allow_list = ["10.1.2.3", "10.1.0.0/16", "10.0.0.0/8"]
"#],
        &[r#"2:18 "10.1.2.3""#, r#"2:30 "10.1.0.0/16""#],
    ),
    (
        "neighbours",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/9", "10.128.0.0/9"]
"#],
        &[],
    ),
    (
        "families",
        &[r#"[middlewares.m]
ip_allow_list = ["::/0", "10.0.0.1"]
"#],
        &[],
    ),
    (
        "the first and the last address",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "10.0.0.0/9", "10.255.255.255"]
"#],
        &[r#"2:32 "10.0.0.0/9""#, r#"2:46 "10.255.255.255""#],
    ),
    (
        "the same network is repeated",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "10.0.0.0/8"]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("swallowed-range", CASES);
}
