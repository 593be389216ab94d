use crate::traefik::Changes;

/// The match language of one Traefik: the syntax of a rule, and what has changed in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Language {
    /// The syntax.
    pub syntax: Syntax,
    /// The changes that are in force.
    pub changes: Changes,
}

/// A syntax as the newest Traefik reads it.
impl From<Syntax> for Language {
    fn from(syntax: Syntax) -> Self {
        Self { syntax, changes: Changes::default() }
    }
}

/// The version of the match language: a route's `syntax`, or `core.defaultRuleSyntax`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Syntax {
    /// One argument a matcher; `HostSNI` takes `*.` wildcards; `HostSNIRegexp` takes a plain regular expression.
    #[default]
    V3,
    /// Several arguments a matcher; no wildcards; `HostSNIRegexp` takes templates such as `{name:[a-z]+}.example.com`.
    V2,
}

impl Syntax {
    /// The syntax that Traefik takes for the written value: `v2` is v2, anything else is v3 (`pkg/muxer/tcp/mux.go`,
    /// `AddRoute`).
    pub fn from_written(value: &str) -> Self {
        if value == "v2" { Self::V2 } else { Self::V3 }
    }
}
