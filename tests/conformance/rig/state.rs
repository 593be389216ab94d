//! A state file, compiled, with everything that tcpgen predicts from it.

use tcpgen::diagnostic::Severity;
use tcpgen::resource::Resources;
use tcpgen::routing::{Environment, RoutingTable};
use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Options, compile, environment};

/// The entry points of every Traefik here, declared for states that declare none themselves.
const ENTRY_POINTS: &str = "[entry_points]\na = 1\nb = 2\nc = 3\n";

/// A compiled state.
#[derive(Clone, Debug)]
pub struct State {
    /// As written.
    pub text: String,
    /// Its objects.
    pub resources: Resources,
    /// What it says of Traefik.
    pub environment: Environment,
    /// What tcpgen predicts.
    pub table: RoutingTable,
    /// Codes of the errors in it, each once.
    pub errors: Vec<&'static str>,
}

impl State {
    /// Compiles a state file.
    pub fn new(text: &str) -> Self {
        Self::with(text, |_| ())
    }

    /// Compiles a state file for a Traefik of which more is known than a state file can say.
    pub fn with(text: &str, known: impl FnOnce(&mut Environment)) -> Self {
        let mut sources = Sources::single("tcpgen.toml", text);
        if !text.contains("[entry_points") {
            sources.add(SourceFile::new("entry-points.toml", ENTRY_POINTS));
        }
        let compilation = compile(&sources, Options::default());
        let errors = compilation.diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
        let mut errors: Vec<_> = errors.map(|diagnostic| diagnostic.code.name).collect();
        errors.sort_unstable();
        errors.dedup();
        let mut environment = environment(&compilation.desired);
        known(&mut environment);
        let table = RoutingTable::new(&compilation.resources, &environment);
        Self { text: text.to_owned(), resources: compilation.resources, environment, table, errors }
    }
}
