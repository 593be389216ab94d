use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "the earlier ones are lost",
        &[r#"[routes.pg]
entry_points = ["p"]
tls = "passthrough"
[[routes.pg.rules]]
sni = "a.test"
service = "a:1"
[[routes.pg.rules]]
sni = "a.test"
service = "a:1"
[[routes.pg.rules]]
sni = "b.test"
service = "a:1"
[[routes.pg.rules]]
match = "HostSNI(`a.test`)"
service = "a:1"
"#],
        &[r#"5:7 "a.test""#, r#"8:7 "a.test""#],
    ),
    (
        "without a rule text",
        &[r#"[routes.pg]
entry_points = ["p"]
tls = "passthrough"
[[routes.pg.rules]]
priority = 1
service = "a:1"
[[routes.pg.rules]]
priority = 2
service = "a:1"
"#],
        &["4:1 [[routes.pg.rules]]"],
    ),
    (
        "one letter apart",
        &[r#"[routes.pg]
entry_points = ["p"]
tls = "passthrough"
[[routes.pg.rules]]
match = "HostSNI(`a.test`)"
service = "a:1"
[[routes.pg.rules]]
match = " HostSNI(`a.test`)"
service = "a:1"
"#],
        &[],
    ),
    (
        "two routes",
        &[r#"[routes.a]
entry_points = ["postgresql"]
service = "postgres:5432"
sni = "a.test"
tls = "passthrough"
[routes.b]
entry_points = ["b"]
service = "postgres:5432"
sni = "a.test"
tls = "passthrough"
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("duplicate-rule", CASES);
}
