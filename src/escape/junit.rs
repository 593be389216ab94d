//! What every JUnit report of tcpgen has: the schema of Jenkins' xUnit plugin, `junit-10.xsd`, is its source.

use super::xml::attribute;

/// The first line.
pub(crate) const BEGIN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The end of a report of one suite.
#[cfg(feature = "cli")]
pub(crate) const END: &str = "  </testsuite>\n</testsuites>\n";

/// Opens a `testsuites` or a `testsuite` with so many cases, of which so many fail. Nothing is an error or skipped.
pub(crate) fn open(out: &mut String, tag: &str, name: &str, tests: usize, failures: usize) {
    out.push('<');
    out.push_str(tag);
    attribute(out, "name", name);
    attribute(out, "tests", &tests.to_string());
    attribute(out, "failures", &failures.to_string());
    attribute(out, "errors", "0");
    attribute(out, "skipped", "0");
    out.push_str(">\n");
}

/// The beginning of a report of one suite.
#[cfg(feature = "cli")]
pub(crate) fn one_suite(name: &str, tests: usize, failures: usize) -> String {
    let mut out = BEGIN.to_owned();
    open(&mut out, "testsuites", name, tests, failures);
    out.push_str("  ");
    open(&mut out, "testsuite", name, tests, failures);
    out
}
