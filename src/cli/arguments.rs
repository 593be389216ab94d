use std::path::PathBuf;

use anstream::ColorChoice;
use clap::{Args, ValueEnum};

use crate::traefik::TraefikVersion;

/// What makes a state.
#[derive(Args, Clone, Debug)]
pub(super) struct Inputs {
    /// State files, directories (their *.toml files), or `-` for standard input; together they form one state
    /// [default: tcpgen.toml]
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<PathBuf>,
    /// The Traefik that serves them, over `[traefik] version`: `3.6`, or with its patch `3.6.11`
    #[arg(long, value_name = "VERSION", value_parser = traefik)]
    pub traefik: Option<TraefikVersion>,
}

/// Reads a version of Traefik.
pub(super) fn traefik(written: &str) -> Result<TraefikVersion, String> {
    TraefikVersion::parse(written).ok_or_else(|| TraefikVersion::SPELLINGS.to_owned())
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

impl Colour {
    /// Makes it the choice of every stream of this process.
    pub fn apply(self) {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
        .write_global();
    }
}
