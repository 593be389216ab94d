use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "10.0.0.0/33",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/33"]
"#],
        &[r#"2:18 "10.0.0.0/33""#],
    ),
    (
        "10.0.0",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0"]
"#],
        &[r#"2:18 "10.0.0""#],
    ),
    (
        "office.example.com",
        &[r#"[middlewares.m]
ip_allow_list = ["office.example.com"]
"#],
        &[r#"2:18 "office.example.com""#],
    ),
    (
        "10.0.0.1-10.0.0.9",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1-10.0.0.9"]
"#],
        &[r#"2:18 "10.0.0.1-10.0.0.9""#],
    ),
    (
        " 10.0.0.1",
        &[r#"[middlewares.m]
ip_allow_list = [" 10.0.0.1"]
"#],
        &[r#"2:18 " 10.0.0.1""#],
    ),
    (
        "10.0.0.1, 10.0.0.2",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1, 10.0.0.2"]
"#],
        &[r#"2:18 "10.0.0.1, 10.0.0.2""#],
    ),
    (
        "10.0.0.05",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.05"]
"#],
        &[r#"2:18 "10.0.0.05""#],
    ),
    (
        "10.0.0.1:80",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.1:80"]
"#],
        &[r#"2:18 "10.0.0.1:80""#],
    ),
    (
        "10.0.0.0/255.0.0.0",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/255.0.0.0"]
"#],
        &[r#"2:18 "10.0.0.0/255.0.0.0""#],
    ),
    (
        "nothing at all",
        &[r#"[middlewares.m]
ip_allow_list = [""]
"#],
        &[r#"2:18 """#],
    ),
    (
        "::1",
        &[r#"[middlewares.m]
ip_allow_list = ["::1"]
"#],
        &[],
    ),
    (
        "10.0.0.0/08",
        &[r#"[middlewares.m]
ip_allow_list = ["10.0.0.0/08"]
"#],
        &[],
    ),
    (
        "behind a good one",
        &[r#"[middlewares.m]
ip_allow_list = [
  "10.0.0.0/8",
  "10.0.0.0/x",
]
"#],
        &[r#"4:3 "10.0.0.0/x""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-source-range", CASES);
}
