use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "15 letters",
        &[r"[entry_points]
abcdefghijklmno = 1000
"],
        &[],
    ),
    (
        "16 letters",
        &[r"[entry_points]
abcdefghijklmnop = 1000
"],
        &["2:1 abcdefghijklmnop"],
    ),
    (
        "upper case",
        &[r"[entry_points]
MySQL = 3306
"],
        &["2:1 MySQL"],
    ),
    (
        "an underscore",
        &[r"[entry_points]
my_sql = 3306
"],
        &["2:1 my_sql"],
    ),
    (
        "digits alone",
        &[r"[entry_points]
5432 = 5432
"],
        &["2:1 5432"],
    ),
    (
        "two hyphens",
        &[r"[entry_points]
a--b = 1000
"],
        &["2:1 a--b"],
    ),
    (
        "the same first 15 letters",
        &[r"[entry_points]
postgresql-main-1 = 1000
postgresql-main-2 = 1001
"],
        &["2:1 postgresql-main-1", "3:1 postgresql-main-2", "3:1 postgresql-main-2"],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("entry-point-name", CASES);
}
