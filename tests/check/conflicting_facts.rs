use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "two versions",
        &[
            r#"[traefik]
version = "3.6"
"#,
            r#"[traefik]
version = "3.7"
"#,
        ],
        &[r#"b.toml:2:11 "3.7""#],
    ),
    (
        "the same twice",
        &[
            r#"[traefik]
version = "3.7"
"#,
            r#"[traefik]
version = "3.7"
"#,
        ],
        &[],
    ),
    (
        "different keys",
        &[
            r#"[traefik]
version = "3.7"
"#,
            r"[traefik]
chart = 41
",
        ],
        &[],
    ),
    (
        "three files, each against what counted before",
        &[
            r"[traefik]
allow_cross_namespace = true
",
            r"[traefik]
allow_cross_namespace = false
chart = 41
",
            r"[traefik]
allow_cross_namespace = true
chart = 41
",
        ],
        &["b.toml:2:25 false", "c.toml:2:25 true"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("conflicting-facts", CASES);
}
