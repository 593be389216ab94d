use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "none",
        &[r#"[traefik]
ingress_class_name = "a"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
"#],
        &["3:9 pg"],
    ),
    (
        "another",
        &[r#"[traefik]
ingress_class_name = "a"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "b"
"#],
        &[r#"6:22 "b""#],
    ),
    (
        "the same",
        &[r#"[traefik]
ingress_class_name = "a"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "a"
"#],
        &[],
    ),
    (
        "a Traefik without a class of its own",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "b"
"#],
        &[r#"4:22 "b""#],
    ),
    (
        "an annotation",
        &[r#"[traefik]
version = "3.6"
ingress_class_name = "a"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
annotations = { "kubernetes.io/ingress.class" = "b" }
"#],
        &[r#"7:49 "b""#],
    ),
    (
        "the field wins over the annotation",
        &[r#"[traefik]
ingress_class_name = "a"
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "a"
annotations = { "kubernetes.io/ingress.class" = "b" }
"#],
        &[],
    ),
    (
        "the default class",
        &[r#"[traefik]
ingress_class_name = ""
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "traefik"
"#],
        &[],
    ),
    (
        "no class wanted",
        &[r#"[traefik]
ingress_class_name = ""
[routes.pg]
entry_points = ["postgresql"]
service = "postgres:5432"
ingress_class_name = "a"
"#],
        &[r#"6:22 "a""#],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("ingress-class-mismatch", CASES);
}
