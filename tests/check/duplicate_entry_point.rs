use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "one port",
        &[r"[entry_points]
a = 1000
b = 1000
"],
        &["3:5 1000"],
    ),
    (
        "the same in two files",
        &[
            r"[entry_points]
a = 1000
",
            r"[entry_points]
a = { port = 1000 }
",
        ],
        &[],
    ),
    (
        "two ways in two files",
        &[
            r"[entry_points]
a = 1000
",
            r"[entry_points]
a = 2000
",
        ],
        &["b.toml:2:1 a"],
    ),
    (
        "one exposed port",
        &[r"[entry_points]
a = { port = 1000, exposed_port = 80 }
b = { port = 1001, exposed_port = 80 }
"],
        &["3:35 80"],
    ),
    (
        "an exposed port is another one's port",
        &[r"[entry_points]
a = 80
b = { port = 1001, exposed_port = 80 }
"],
        &["3:35 80"],
    ),
    (
        "what is not exposed does not clash",
        &[r"[entry_points]
a = 80
b = { port = 1001, exposed_port = 80, expose = false }
"],
        &[],
    ),
    (
        "different ports",
        &[r"[entry_points]
a = 1000
b = 1001
"],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("duplicate-entry-point", CASES);
}
