use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "every weight 0",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1, weight = 0 }, { name = "b", port = 1, weight = 0 }]
"#],
        &["3:46 0"],
    ),
    (
        "a weight left out is 1",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1, weight = 0 }, { name = "b", port = 1 }]
"#],
        &[],
    ),
    (
        "one service alone is another matter",
        &[r#"[routes.pg]
entry_points = ["postgresql"]
services = [{ name = "a", port = 1, weight = 0 }]
"#],
        &[],
    ),
    (
        "each rule by itself",
        &[r#"[routes.pg]
entry_points = ["a"]
tls = "passthrough"
[[routes.pg.rules]]
sni = "a.test"
services = [{ name = "a", port = 1, weight = 0 }, { name = "b", port = 1, weight = 0 }, { name = "c", port = 1, weight = 0 }]
[[routes.pg.rules]]
sni = "b.test"
services = [{ name = "a", port = 1, weight = 1 }, { name = "b", port = 1, weight = 0 }]
"#],
        &["6:46 0"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("all-weights-zero", CASES);
}
