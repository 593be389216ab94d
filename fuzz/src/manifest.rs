use tcpgen::import::import;
use tcpgen::source::Sources;
use tcpgen::{Options, compile};

use super::state::compiled;

/// Any text is a manifest or is refused with reasons, and what is imported from it compiles as well as it did.
pub(super) fn holds(text: &str) {
    let sources = Sources::single("fuzz.yaml", text);
    let before = compiled(&sources);
    let (_, state) = import(&sources);
    let after = compile(&Sources::single("fuzz.toml", state.as_str()), &Options::default());
    let toml = |found: &&tcpgen::diagnostic::Diagnostic| found.code.name == "toml-syntax";
    assert!(after.diagnostics.iter().find(toml).is_none(), "import writes what is no TOML:\n{state}");
    if !before.has_errors() {
        let errors: Vec<_> = after.diagnostics.iter().filter(|found| found.severity.name() == "error").collect();
        assert!(errors.is_empty(), "import adds errors: {errors:?}\n{state}");
    }
}
