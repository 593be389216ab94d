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
