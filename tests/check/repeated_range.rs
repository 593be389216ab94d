use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "the same text",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1", "10.0.0.2", "10.0.0.1"]
"#],
        &[r#"2:42 "10.0.0.1""#],
    ),
    (
        "another spelling",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1", "10.0.0.1/32"]
"#],
        &[r#"2:30 "10.0.0.1/32""#],
    ),
    (
        "IPv6 spellings",
        &[r#"[middlewares.m]
ip_allow_list = ["2001:db8::1", "2001:0DB8:0::1"]
"#],
        &[r#"2:33 "2001:0DB8:0::1""#],
    ),
    (
        "mapped",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "::ffff:10.0.0.0/104"]
"#],
        &[r#"2:32 "::ffff:10.0.0.0/104""#],
    ),
    (
        "host bits",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "10.1.2.3/8"]
"#],
        &[r#"2:32 "10.1.2.3/8""#],
    ),
    (
        "two lists",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1"]
[middlewares.n]
ip_allow_list = ["10.0.0.1"]
"#],
        &[],
    ),
    (
        "repeated and swallowed is repeated",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/8", "10.1.0.0/16", "10.1.0.0/16"]
"#],
        &[r#"2:47 "10.1.0.0/16""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("repeated-range", CASES);
}
