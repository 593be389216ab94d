use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "3.7",
        &[r#"[traefik]
version = "3.7"
"#],
        &[],
    ),
    (
        "v3",
        &[r#"[traefik]
version = "v3"
"#],
        &[],
    ),
    (
        "v2",
        &[r#"[traefik]
version = "v2"
"#],
        &[],
    ),
    (
        "v3.7.9",
        &[r#"[traefik]
version = "v3.7.9"
"#],
        &[],
    ),
    (
        "latest",
        &[r#"[traefik]
version = "latest"
"#],
        &[r#"2:11 "latest""#],
    ),
    (
        "4.0",
        &[r#"[traefik]
version = "4.0"
"#],
        &[r#"2:11 "4.0""#],
    ),
    (
        "3.x",
        &[r#"[traefik]
version = "3.x"
"#],
        &[r#"2:11 "3.x""#],
    ),
    (
        "1.7",
        &[r#"[traefik]
version = "1.7"
"#],
        &[r#"2:11 "1.7""#],
    ),
    (
        "nothing at all",
        &[r#"[traefik]
version = ""
"#],
        &[r#"2:11 """#],
    ),
    (
        "of each file",
        &[
            r#"[traefik]
version = "x"
"#,
            r#"[traefik]
version = "y"
"#,
        ],
        &[r#"a.toml:2:11 "x""#, r#"b.toml:2:11 "y""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("invalid-version", CASES);
}
