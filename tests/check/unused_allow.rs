use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "an entry's own",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1"]
allow = [{ code = "allows-everyone", reason = "x" }]
"#],
        &[r#"3:19 "allows-everyone""#],
    ),
    (
        "of the state",
        &[r#"allow = [{ code = "allows-everyone", reason = "x" }]
[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
"#],
        &[],
    ),
    (
        "of the state, for another file",
        &[
            r#"allow = [{ code = "allows-everyone", reason = "x" }]
"#,
            r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
"#,
        ],
        &[],
    ),
    (
        "of another entry",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
[middlewares.n]
ip_allow_list = ["10.0.0.1"]
allow = [{ code = "allows-everyone", reason = "x" }]
"#],
        &[r#"5:19 "allows-everyone""#],
    ),
    (
        "twice",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
allow = [{ code = "allows-everyone", reason = "x" }, { code = "allows-everyone", reason = "y" }]
"#],
        &[r#"3:63 "allows-everyone""#],
    ),
    (
        "the entry's comes first",
        &[r#"allow = [{ code = "allows-everyone", reason = "x" }]
[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
allow = [{ code = "allows-everyone", reason = "y" }]
"#],
        &[r#"1:19 "allows-everyone""#],
    ),
    (
        "sub-tables out of order",
        &[r#"[routes.a]
entry_points = ["a"]
service = "a:1"
sni = "a.test"
allow = [{ code = "secret-in-another-namespace", reason = "x" }]
[routes.b]
entry_points = ["b"]
service = "a:1"
sni = "b.test"
[routes.b.tls]
secret_name = "ops/b"
[routes.a.tls]
secret_name = "ops/a"
"#],
        &[],
    ),
    (
        "a state that could not be read whole",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1"]
allow = [{ code = "allows-everyone", reason = "x" }]
nonsense = 1
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unused-allow", CASES);
}
