use crate::check::support::{Case, holds};

const CASES: &[Case<'_>] = &[
    (
        "a slip",
        &[r#"[tls_options.o]
curve_preferences = ["X25518"]
"#],
        &[r#"2:22 "X25518""#],
    ),
    (
        "all",
        &[r#"[tls_options.o]
curve_preferences = ["secp256r1", "CurveP521", "x25519mlkem768", "SecP384r1MLKEM1024"]
"#],
        &[],
    ),
];

#[test]
fn fires_where_it_should_and_nowhere_else() {
    holds("unknown-curve", CASES);
}
