use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "short",
        &[r"[middlewares.m]
ip_allow_list = []
"],
        &["2:17 []"],
    ),
    (
        "long",
        &[r"[middlewares.m]
ip_allow_list = { source_range = [] }
"],
        &["2:34 []"],
    ),
    (
        "nothing said",
        &[r"[middlewares.m]
ip_allow_list = {}
"],
        &["2:17 {}"],
    ),
    (
        "one range",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1"]
"#],
        &[],
    ),
    (
        "what was there could not be read",
        &[r"[middlewares.m]
ip_allow_list = [1]
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("empty-allow-list", CASES);
}
