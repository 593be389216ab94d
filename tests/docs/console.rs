use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::markdown::{Block, Page, all};

/// Programs that a console may show, beside tcpgen.
const PROGRAMS: [&str; 4] = ["tcpgen", "ls", "cat", "sed"];

/// A line that stands for any lines.
const LEFT_OUT: &str = "...";

/// A line behind `$`, and what is printed until the next one.
struct Shown<'a> {
    command: &'a str,
    output: Vec<&'a str>,
}

fn shown(block: &Block) -> Vec<Shown<'_>> {
    let mut commands: Vec<Shown<'_>> = Vec::new();
    for line in block.text.lines() {
        match line.strip_prefix("$ ") {
            Some(command) => commands.push(Shown { command, output: Vec::new() }),
            None => commands.last_mut().expect("a console begins with `$ `").output.push(line),
        }
    }
    commands
}

/// Both streams of a command, as a terminal without colours shows them.
fn run(command: &str, folder: &Path) -> String {
    let built = Path::new(env!("CARGO_BIN_EXE_tcpgen")).parent().unwrap().to_owned();
    let old = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(std::iter::once(built).chain(env::split_paths(&old))).unwrap();
    let mut shell = Command::new("sh");
    shell.args(["-c", &format!("exec 2>&1; {command}")]).current_dir(folder).env("PATH", path);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"] {
        shell.env_remove(name);
    }
    String::from_utf8(shell.output().unwrap().stdout).unwrap()
}

/// Whether `lines` are `expected`, in which a line of dots stands for any lines.
fn fits(lines: &[&str], expected: &[&str]) -> bool {
    let Some((first, rest)) = expected.split_first() else { return lines.is_empty() };
    if *first == LEFT_OUT {
        return (0..=lines.len()).any(|skipped| fits(&lines[skipped..], rest));
    }
    lines.split_first().is_some_and(|(line, lines)| line == first && fits(lines, rest))
}

/// Runs a page from top to bottom in a folder of its own: a block with `file=NAME` writes that file, a console runs.
fn follow(page: &Page, wrong: &mut String) -> usize {
    let folder = TempDir::new().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    std::os::unix::fs::symlink(root.join("examples"), folder.path().join("examples")).unwrap();
    let mut ran = 0;
    for block in &page.blocks {
        if let Some(name) = block.values("file").next() {
            fs::write(folder.path().join(name), &block.text).unwrap();
        }
        if !block.is("console") || block.has("cluster") {
            continue;
        }
        for Shown { command, output } in shown(block) {
            let program = command.split(' ').next().unwrap();
            assert!(PROGRAMS.contains(&program), "{}: `{program}` cannot be run", page.at(block.line));
            let printed = run(command, folder.path());
            ran += 1;
            if !fits(&printed.lines().collect::<Vec<_>>(), &output) {
                writeln!(wrong, "{}: `{command}` prints\n{printed}", page.at(block.line)).unwrap();
            }
        }
    }
    ran
}

/// `console cluster` is for commands that need one: tests of theirs hold them.
#[test]
fn consoles_show_what_is_printed() {
    let mut wrong = String::new();
    let ran: usize = all().iter().map(|page| follow(page, &mut wrong)).sum();
    assert!(wrong.is_empty(), "\n{wrong}");
    assert!(ran > 10, "no more than {ran} commands were found");
}

#[test]
fn dots_stand_for_any_lines() {
    assert!(fits(&["a", "b", "c"], &["a", "...", "c"]));
    assert!(fits(&["a"], &["...", "a", "..."]));
    assert!(fits(&[], &[]));
    assert!(!fits(&["a", "b"], &["a"]));
    assert!(!fits(&["a"], &["...", "b"]));
}
