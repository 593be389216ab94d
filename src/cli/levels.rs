use clap::Args;

use super::completions;
use crate::Options;
use crate::check::{self, CODES};
use crate::diagnostic::{Code, Level, Severity, closest};

/// What `--deny` calls all warnings together.
const WARNINGS: &str = "warnings";

/// The levels of findings, over those of `[lints]`. Of several for one code, the strictest counts.
#[derive(Args, Clone, Debug)]
pub(super) struct LevelArguments {
    /// Treat warnings as errors: `--deny warnings`
    #[arg(long)]
    strict: bool,
    /// Do not report findings of this code
    #[arg(long, value_name = "CODE", value_parser = lowered, add = completions::codes())]
    allow: Vec<&'static Code>,
    /// Report findings of this code as warnings
    #[arg(long, value_name = "CODE", value_parser = lowered, add = completions::codes())]
    warn: Vec<&'static Code>,
    /// Report findings of this code as errors; `warnings` are all that are warnings
    #[arg(long, value_name = "CODE", value_parser = denied, add = completions::codes())]
    deny: Vec<Denied>,
}

/// What becomes an error.
#[derive(Clone, Copy, Debug)]
enum Denied {
    Warnings,
    Code(&'static Code),
}

impl LevelArguments {
    pub fn options(&self) -> Options {
        let mut options = Options { strict: self.strict, ..Options::default() };
        for (codes, level) in [(&self.allow, Level::Allow), (&self.warn, Level::Warn)] {
            for code in codes {
                options.levels.set(code, level);
            }
        }
        for denied in &self.deny {
            match denied {
                Denied::Warnings => options.strict = true,
                Denied::Code(code) => options.levels.set(code, Level::Deny),
            }
        }
        options
    }
}

fn denied(written: &str) -> Result<Denied, String> {
    if written == WARNINGS { Ok(Denied::Warnings) } else { code(written).map(Denied::Code) }
}

/// A code that is no error.
fn lowered(written: &str) -> Result<&'static Code, String> {
    let code = code(written)?;
    if code.severity == Severity::Error {
        return Err(format!("`{written}` is an error, and its level cannot be lowered"));
    }
    Ok(code)
}

fn code(written: &str) -> Result<&'static Code, String> {
    check::code(written).ok_or_else(|| match closest(written, CODES.iter().map(|code| code.name)) {
        Some(near) => format!("no such code; did you mean `{near}`?"),
        None => "no such code; `tcpgen explain` lists all codes".to_owned(),
    })
}
