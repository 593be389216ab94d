use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "nothing",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1"]
allow = [{ code = "unused-middleware", reason = "" }]
"#],
        &[r#"3:49 """#],
    ),
    (
        "blanks, for the whole state",
        &[r#"allow = [{ code = "allows-everyone", reason = " \t" }]
[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
"#],
        &[r#"1:47 " \t""#],
    ),
    (
        "words",
        &[r#"[middlewares.m]
ip_allow_list = ["0.0.0.0/0"]
allow = [{ code = "allows-everyone", reason = "x" }]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("empty-reason", CASES);
}
