//! Disagreements, kept as cases that can be put into `tests/conformance/cases`.

use std::fs;
use std::path::PathBuf;

use super::tables::Table;
use crate::conformance::rig::Disagreement;
use crate::support::project;

/// Writes the case below `target/conformance`.
pub fn write(seed: u64, number: u64, table: &Table, disagreement: &Disagreement) -> PathBuf {
    let folder = project::root().join("target/conformance");
    fs::create_dir_all(&folder).expect("cannot create a folder");
    let (kind, connections) = match disagreement {
        Disagreement::Statuses(_) => ("routers", String::new()),
        Disagreement::Connection { attempt, seen, .. } => ("connection", format!("\"{attempt} -> {seen}\"")),
    };
    let state = table.text();
    let case = format!(
        "[[case]]\nname = \"seed {seed}, table {number}\"\nmay_be_refused = true\nstate = '''\n{state}'''\nconnections = [{connections}]\n"
    );
    let name = |count: u32| folder.join(format!("{seed}-{number}-{kind}-{count}.toml"));
    let path = (0..u32::MAX).map(name).find(|path| !path.exists()).expect("there is room for another file");
    fs::write(&path, case).expect("cannot write a fixture");
    path
}
