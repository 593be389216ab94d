//! The `tcpgen` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    tcpgen::cli::run()
}
