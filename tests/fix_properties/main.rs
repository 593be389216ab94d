//! `--fix` on random edits of random states: nothing is worse afterwards, no connection is treated differently unless a fix
//! is reported to do that, and fixing again changes nothing.
//!
//! `TCPGEN_FIX_CASES=10000 cargo test --test suite -- fix_properties --nocapture` is the long run; it prints what was fixed.

#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod edits;
mod judge;
mod states;

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::{Strategy, prop_oneof, proptest};
use proptest::test_runner::{Config, TestCaseError, TestError, TestRunner};
use std::cell::RefCell;

use edits::{Edit, apply, doubtful, edit};
use judge::{Case, judge, leaves};

fn case() -> impl Strategy<Value = (String, Vec<Edit>)> {
    (states::state(), prop_oneof![3 => vec(edit(), 1..2), 1 => vec(edit(), 2..5)])
}

fn config() -> Config {
    let cases = std::env::var("TCPGEN_FIX_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(300);
    Config { cases, failure_persistence: None, max_shrink_iters: 2_000, ..Config::default() }
}

#[test]
fn fixes_of_random_edits_make_nothing_worse_and_change_only_what_they_report() {
    let counts: RefCell<BTreeMap<&str, u32>> = RefCell::default();
    let result = TestRunner::new(config()).run(&case(), |(text, edits)| {
        let edited = edits.iter().fold(text.clone(), |text, &edit| apply(&text, edit));
        let case = Case { original: &text, edited: &edited, edits: edits.iter().map(|edit| edit.places()).sum() };
        let used = judge(&case).map_err(TestCaseError::fail)?;
        let mut counts = counts.borrow_mut();
        *counts.entry("cases").or_default() += 1;
        *counts.entry("cases with a fix").or_default() += u32::from(!used.is_empty());
        for code in used {
            *counts.entry(code).or_default() += 1;
        }
        Ok(())
    });
    if let Err(TestError::Fail(reason, (text, edits))) = &result {
        let edited = edits.iter().fold(text.clone(), |text, &edit| apply(&text, edit));
        panic!("{reason}\n--- edited by {edits:?}:\n{edited}");
    }
    result.unwrap();
    let counts = counts.into_inner();
    println!("{counts:#?}");
    assert!(counts["cases with a fix"] * 12 > counts["cases"], "few edits have a fix: {counts:#?}");
}

proptest! {
    #![proptest_config(config())]

    /// A guess may happen to restore what the edits above changed; it cannot restore these.
    #[test]
    fn what_may_mean_several_things_is_left_as_it_is(text in states::state(), edit in edit()) {
        if let Some((edited, written)) = doubtful(&text, edit) {
            leaves(&edited, written).map_err(TestCaseError::fail)?;
        }
    }
}
