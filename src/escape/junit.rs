//! What every JUnit report of tcpgen has: the schema of Jenkins' xUnit plugin, `junit-10.xsd`, is its source.

use super::xml::attribute;

/// The first line.
pub(crate) const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The end of a report of one suite.
#[cfg(feature = "cli")]
pub(crate) const END: &str = "  </testsuite>\n</testsuites>\n";

/// How many cases a report has.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cases {
    /// All of them.
    pub tests: usize,
    /// Those that fail. None is an error.
    pub failures: usize,
    /// Those that were not tested.
    pub skipped: usize,
}

/// Opens a `testsuites` or a `testsuite` with these cases.
pub(crate) fn open(out: &mut String, tag: &str, name: &str, cases: Cases) {
    let Cases { tests, failures, skipped } = cases;
    out.push('<');
    out.push_str(tag);
    attribute(out, "name", name);
    for (count, number) in [("tests", tests), ("failures", failures), ("errors", 0), ("skipped", skipped)] {
        attribute(out, count, &number.to_string());
    }
    out.push_str(">\n");
}

/// The beginning of a report of one suite.
#[cfg(feature = "cli")]
pub(crate) fn one_suite(name: &str, cases: Cases) -> String {
    let mut out = BEGIN.to_owned();
    open(&mut out, "testsuites", name, cases);
    out.push_str("  ");
    open(&mut out, "testsuite", name, cases);
    out
}
