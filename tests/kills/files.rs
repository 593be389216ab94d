use std::fs;
use std::path::Path;
use std::process::Command;

use fastrand::Rng;
use tempfile::TempDir;

use super::{Met, Moment, kill, kills, takes, tcpgen};

/// The text of a file, from one kill to the next.
type Text = fn(u64) -> String;

/// What a fix mends, in two files; in the second it has a lot to read.
const STATES: [(&str, Text); 2] = [("a.toml", small), ("b.toml", large)];

fn small(seed: u64) -> String {
    format!("# {seed}\n[routes.a{seed}] # kept\nentryPoints = [\"e\"]\nservice = \"a:1\"\n")
}

fn large(seed: u64) -> String {
    let route = |at: u64| format!("[routes.r{seed}-{at}]\nentryPoints = [\"e{at}\"] # kept\nservice = \"b:1\"\n");
    (0..100 + seed % 100).map(route).collect()
}

fn fixed(text: &str) -> String {
    text.replace("entryPoints", "entry_points")
}

/// Names of staged files, which no program reads.
fn staged(folder: &Path) -> usize {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with(".tcpgen-staged-")).count()
}

/// Kills a command that changes files from some texts to others, and lets it end afterwards.
fn killed(what: &str, files: &[(&str, String, String)], command: &dyn Fn(&Path) -> Command, seed: u64, met: &mut Met) {
    let mut random = Rng::with_seed(seed);
    let folder = TempDir::new().unwrap();
    let path = folder.path();
    let write = || files.iter().for_each(|(name, before, _)| fs::write(path.join(name), before).unwrap());
    write();
    let takes = takes(command(path));
    write();
    let has_begun = || staged(path) > 0;
    let moment = if seed.is_multiple_of(2) { Moment::Any(takes) } else { Moment::Writing(&has_begun) };
    met.late += usize::from(kill(command(path).spawn().unwrap(), &moment, &mut random));
    met.staged += usize::from(staged(path) > 0);
    let mut changed = 0;
    for (name, before, after) in files {
        let found = fs::read_to_string(path.join(name)).unwrap();
        assert!(found == *before || found == *after, "{what}, seed {seed}: {name} is neither of the texts:\n{found}");
        changed += usize::from(found == *after);
    }
    match changed {
        0 => met.early += 1,
        some if some < files.len() => met.between += 1,
        _ => {}
    }
    // One that did its work finds nothing left to do, which is no reason to fail.
    let _ = command(path).status().unwrap();
    for (name, _, after) in files {
        assert_eq!(fs::read_to_string(path.join(name)).unwrap(), *after, "{what}, seed {seed}: {name}");
    }
}

#[test]
fn fixes_that_are_killed_leave_old_or_new_files() {
    let mut met = Met::default();
    let count = kills(24);
    for seed in 0..count {
        let files = STATES.map(|(name, text)| (name, text(seed), fixed(&text(seed))));
        let fix = |folder: &Path| {
            let mut command = tcpgen(folder);
            command.args(["check", "--fix", "."]);
            command
        };
        killed("check --fix", &files, &fix, seed, &mut met);
    }
    println!("{count} fixes that were killed: {met:?}");
    assert!(met.early > 0, "no kill came in time: {met:?}");
}

#[test]
fn requests_that_are_killed_leave_the_old_or_the_new_state() {
    let mut met = Met::default();
    let count = kills(24);
    for seed in 0..count {
        let before = fixed(&large(seed));
        let words = format!("create middleware office allowing 10.0.{}.0/24", seed % 250);
        let ask = |folder: &Path| {
            let mut command = tcpgen(folder);
            command.args(["ask", "--run", "--state", "tcpgen.toml", &words]);
            command
        };
        let folder = TempDir::new().unwrap();
        fs::write(folder.path().join("tcpgen.toml"), &before).unwrap();
        assert!(ask(folder.path()).status().unwrap().success(), "{words}");
        let after = fs::read_to_string(folder.path().join("tcpgen.toml")).unwrap();
        assert_ne!(before, after);
        killed("ask", &[("tcpgen.toml", before, after)], &ask, seed, &mut met);
    }
    println!("{count} requests that were killed: {met:?}");
    assert!(met.early > 0, "no kill came in time: {met:?}");
}

#[test]
fn the_next_build_removes_what_killed_processes_staged() {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tcpgen.toml"), fixed(&small(1))).unwrap();
    fs::write(folder.path().join(".tcpgen-staged-abc123.tmp"), "half").unwrap();
    let mut build = tcpgen(folder.path());
    assert!(build.args(["build", "-o", "out.yaml"]).status().unwrap().success());
    assert_eq!(staged(folder.path()), 0);
}
