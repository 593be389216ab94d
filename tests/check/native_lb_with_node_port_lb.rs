use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "both",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, native_lb = true, node_port_lb = true }
"#],
        &["3:78 true"],
    ),
    (
        "one is off",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
service = { name = "postgres", port = 5432, native_lb = false, node_port_lb = true }
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("native-lb-with-node-port-lb", CASES);
}
