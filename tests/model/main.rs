//! One reader, one model: whatever `check` reports on a router, a connection or a wait is what the routing decision answers.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a helper that fails fails the test")]

use tcpgen::source::{SourceFile, Sources};
use tcpgen::{Compilation, Options, compile};

mod agree;
mod cases;
pub mod random;
mod styles;

fn compiled(files: &[(&str, &str)]) -> Compilation {
    let mut sources = Sources::default();
    for (name, text) in files {
        sources.add(SourceFile::new(*name, *text));
    }
    compile(&sources, &Options::default())
}
