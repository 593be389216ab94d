//! `write_workload N` writes the workload of N routes to standard output, for the measurement of whole processes.

#[path = "support/workload.rs"]
mod workload;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let Some(routes) = std::env::args().nth(1).and_then(|argument| argument.parse().ok()) else { return Ok(()) };
    std::io::stdout().lock().write_all(workload::workload(routes).as_bytes())
}
