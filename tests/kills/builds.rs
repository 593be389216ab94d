//! A build that is killed leaves old or new files and never half of one, and the next build of the directory, whatever its
//! state, makes it all old or all new. Two builds at once leave what one of them writes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use fastrand::Rng;
use tempfile::TempDir;

use super::{Met, kills, tcpgen};

/// Builds of a sequence that are killed.
const BUILDS: u64 = 4;

/// Pairs of builds at once.
const PAIRS: u64 = 12;

/// A state with some of twelve guards and routes; its contents differ from state to state in length too.
fn state(random: &mut Rng) -> String {
    let mut text = String::from("[entry_points]\ndb = 5432\n");
    for number in 0..12 {
        if number > 0 && random.u8(0..3) == 0 {
            continue;
        }
        let ranges: Vec<String> = (0..=random.u8(0..60)).map(|range| format!("\"10.{number}.{range}.0/24\"")).collect();
        let service = random.u8(0..100);
        let ranges = ranges.join(", ");
        text += &[
            format!("[middlewares.m{number}]\nip_allow_list = [{ranges}]\n[routes.r{number}]\nentry_points = [\"db\"]\n"),
            format!("match = \"ClientIP(`10.{number}.0.0/16`)\"\nservice = \"s{service}:1\"\nmiddlewares = [\"m{number}\"]\n"),
        ]
        .concat();
    }
    text
}

/// Where a sequence writes, and what that makes of the objects.
const OUTPUTS: [&[&str]; 3] = [&["-o", "out/"], &["-o", "out/", "--format", "json"], &["-o", "out.yaml"]];

/// A state that is built into the same directory as others.
const OTHER: &str = "[middlewares.other]\nin_flight_conn = 1\n";

fn build(folder: &Path, output: &[&str]) -> Command {
    let mut command = tcpgen(folder);
    command.arg("build").args(output);
    command
}

/// Contents by name, of the output alone, and how many files killed builds left staged.
fn files(folder: &Path) -> (BTreeMap<String, Vec<u8>>, usize) {
    let mut found = BTreeMap::new();
    let mut staged = 0;
    for directory in [folder.to_owned(), folder.join("out")] {
        for entry in fs::read_dir(&directory).into_iter().flatten() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if name.starts_with(".tcpgen-staged-") {
                // No program that applies a directory reads it.
                assert_eq!(path.extension().unwrap(), "tmp");
                staged += 1;
            } else if name == ".tcpgen-journal.tmp" {
                staged += 1;
            } else if path.is_file()
                && !name.contains("-other.")
                && path.extension().is_none_or(|found| found != "toml")
            {
                found.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    (found, staged)
}

/// Whether a build has begun to write. Its files are not read: they come and go meanwhile.
fn is_writing(folder: &Path) -> bool {
    let names =
        [folder.to_owned(), folder.join("out")].into_iter().filter_map(|directory| fs::read_dir(directory).ok());
    let mut names = names.flatten().flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.any(|name| name.starts_with(".tcpgen-"))
}

/// What a build that nobody kills makes of a state in an empty directory.
fn whole(text: &str, output: &[&str]) -> BTreeMap<String, Vec<u8>> {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("tcpgen.toml"), text).unwrap();
    assert!(build(folder.path(), output).status().unwrap().success());
    files(folder.path()).0
}

/// Kills builds of one state after another, then lets the last one end.
fn sequence(seed: u64, met: &mut Met) {
    let mut random = Rng::with_seed(seed);
    let output = OUTPUTS[random.usize(0..OUTPUTS.len())];
    let folder = TempDir::new().unwrap();
    let mut text = state(&mut random);
    fs::write(folder.path().join("tcpgen.toml"), &text).unwrap();
    fs::write(folder.path().join("other.toml"), OTHER).unwrap();
    let begun = Instant::now();
    assert!(build(folder.path(), output).status().unwrap().success());
    let takes = u64::try_from(begun.elapsed().as_micros()).unwrap();
    for step in 0..BUILDS {
        let before = files(folder.path()).0;
        text = state(&mut random);
        fs::write(folder.path().join("tcpgen.toml"), &text).unwrap();
        let new = whole(&text, output);
        let mut child = build(folder.path(), output).spawn().unwrap();
        if step % 2 == 0 {
            std::thread::sleep(Duration::from_micros(random.u64(0..takes * 5 / 4)));
        } else {
            // While it writes, which is a small part of its time.
            while !is_writing(folder.path()) && child.try_wait().unwrap().is_none() {}
            std::thread::sleep(Duration::from_micros(random.u64(0..takes / 2)));
        }
        // SIGKILL, to this process alone.
        child.kill().unwrap();
        met.late += usize::from(child.wait().unwrap().success());
        let (after, staged) = files(folder.path());
        met.staged += usize::from(staged > 0);
        met.early += usize::from(after == before);
        met.between += usize::from(after != before && after != new);
        for (name, content) in &after {
            let is_whole = Some(content) == before.get(name) || Some(content) == new.get(name);
            assert!(is_whole, "seed {seed}, step {step}: {name} is neither the old file nor the new one");
        }
        for name in before.keys().filter(|name| new.contains_key(*name)) {
            assert!(after.contains_key(name), "seed {seed}, step {step}: {name} is in both states and missing");
        }
        if output[1] == "out/" {
            assert!(build(folder.path(), output).arg("other.toml").status().unwrap().success(), "seed {seed}");
            let (finished, staged) = files(folder.path());
            assert_eq!(staged, 0, "seed {seed}, step {step}");
            assert!(
                finished == before || finished == new,
                "seed {seed}, step {step}: it is neither finished nor undone"
            );
        }
    }
    assert!(build(folder.path(), output).status().unwrap().success(), "seed {seed}");
    assert_eq!(files(folder.path()), (whole(&text, output), 0), "seed {seed}: the last build put everything right");
}

#[test]
fn two_builds_at_once_leave_what_one_of_them_writes() {
    for seed in 0..PAIRS {
        let mut random = Rng::with_seed(seed);
        let output = OUTPUTS[random.usize(0..OUTPUTS.len())];
        let folder = TempDir::new().unwrap();
        let named = |random: &mut Rng| format!("labels = {{ \"tcpgen.dev/state\" = \"kills\" }}\n{}", state(random));
        let texts = [named(&mut random), named(&mut random)];
        let mut running: Vec<_> = ["one", "two"]
            .iter()
            .zip(&texts)
            .map(|(name, text)| {
                fs::write(folder.path().join(format!("{name}.toml")), text).unwrap();
                build(folder.path(), output).arg(format!("{name}.toml")).spawn().unwrap()
            })
            .collect();
        assert!(running.iter_mut().all(|build| build.wait().unwrap().success()), "seed {seed}");
        let (found, staged) = files(folder.path());
        assert_eq!(staged, 0);
        assert!(texts.iter().any(|text| found == whole(text, output)), "seed {seed}: the files are of both states");
    }
}

#[test]
fn builds_that_are_killed_leave_old_or_new_files() {
    let sequences = kills(48) / BUILDS;
    let mut met = Met::default();
    for seed in 0..sequences {
        sequence(seed, &mut met);
    }
    println!("{sequences} sequences of {BUILDS} builds that were killed: {met:?}");
    assert!(met.early + met.between > 0, "no kill came in time: {met:?}");
}
