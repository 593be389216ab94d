//! docs/in-your-repository.md does what it says: its blocks are taken from the page and run.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const GOOD: &str = "[routes.pg]\nentry_points = [\"postgresql\"]\nservice = \"postgres:5432\"\n";

/// A warning, which `--strict` makes an error.
const WARNS: &str = "[routes.pg]\nentry_points = [\"postgresql\"]\nsni = \"a.test\"\nservice = \"postgres:5432\"\n";

/// The n-th block of this language on the page.
fn block(language: &str, nth: usize) -> String {
    let page = fs::read_to_string("docs/in-your-repository.md").unwrap();
    let opening = format!("\n```{language}\n");
    let text = page.split(&opening).nth(nth + 1).unwrap_or_else(|| unreachable!("no block {nth} of {language}"));
    text.split("\n```").next().unwrap().to_owned() + "\n"
}

fn repository(state: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tcpgen.toml"), state).unwrap();
    folder
}

/// `tcpgen` of this build comes first on the PATH.
fn run(program: &str, arguments: &[&str], folder: &Path) -> Output {
    let built = Path::new(env!("CARGO_BIN_EXE_tcpgen")).parent().unwrap().to_owned();
    let old = env::var_os("PATH").unwrap_or_default();
    let path = env::join_paths(std::iter::once(built).chain(env::split_paths(&old))).unwrap();
    Command::new(program).args(arguments).current_dir(folder).env("PATH", path).output().expect("it starts")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

#[test]
fn the_step_of_ci_fails_until_the_manifests_are_fresh() {
    let folder = repository(GOOD);
    let step = block("sh", 0);
    assert_eq!(code(&run("sh", &["-ec", &step], folder.path())), Some(1), "nothing was built yet");
    assert_eq!(code(&run("tcpgen", &["build", "--strict", "-o", "manifests/"], folder.path())), Some(0));
    assert_eq!(code(&run("sh", &["-ec", &step], folder.path())), Some(0));
    fs::write(folder.path().join("tcpgen.toml"), GOOD.replace("5432", "5433")).unwrap();
    assert_eq!(code(&run("sh", &["-ec", &step], folder.path())), Some(1));
}

#[test]
fn the_commands_of_the_workflow_are_those_of_tcpgen() {
    let workflow: Value = serde_yaml::from_str(&block("yaml", 0)).unwrap();
    let steps = workflow["jobs"]["routing"]["steps"].as_array().unwrap();
    let commands: Vec<&str> = steps.iter().filter_map(|step| step["run"].as_str()).collect();
    let ours: Vec<&&str> = commands.iter().filter(|command| command.starts_with("tcpgen ")).collect();
    assert_eq!(ours.len(), 2, "{commands:?}");
    let folder = repository(GOOD);
    assert_eq!(code(&run("tcpgen", &["build", "--strict", "-o", "manifests/"], folder.path())), Some(0));
    for command in ours {
        assert_eq!(code(&run("sh", &["-ec", command], folder.path())), Some(0), "{command}");
    }
}

#[test]
fn the_hook_stops_what_strict_stops() {
    let hooks: Value = serde_yaml::from_str(&fs::read_to_string(".pre-commit-hooks.yaml").unwrap()).unwrap();
    let configuration: Value = serde_yaml::from_str(&block("yaml", 1)).unwrap();
    let hook = &hooks[0];
    assert_eq!(configuration["repos"][0]["hooks"][0]["id"], hook["id"]);
    assert_eq!(configuration["repos"][0]["rev"], format!("v{}", env!("CARGO_PKG_VERSION")));
    assert_eq!(hook["language"], "rust");
    let entry = format!("{} tcpgen.toml", hook["entry"].as_str().unwrap());
    assert_eq!(code(&run("sh", &["-ec", &entry], repository(GOOD).path())), Some(0));
    assert_eq!(code(&run("sh", &["-ec", &entry], repository(WARNS).path())), Some(1));
    let files = regex::Regex::new(hook["files"].as_str().unwrap()).unwrap();
    assert!(files.is_match("tcpgen.toml") && files.is_match("deploy/teams/a.toml") && !files.is_match("main.rs"));
    assert_eq!(hook["require_serial"], true, "two processes would check one state twice");
}

#[test]
fn the_rule_of_make_builds_once() {
    let folder = repository(GOOD);
    fs::write(folder.path().join("Makefile"), block("make", 0)).unwrap();
    let make = || run("make", &["manifests.yaml"], folder.path());
    assert_eq!(code(&make()), Some(0));
    let manifest = fs::read_to_string(folder.path().join("manifests.yaml")).unwrap();
    assert!(manifest.contains("kind: IngressRouteTCP"), "{manifest}");
    assert!(String::from_utf8_lossy(&make().stdout).contains("up to date"));
}

#[test]
fn a_build_script_compiles_the_state() {
    let folder = repository(GOOD);
    let at = |name: &str| folder.path().join(name);
    let dependency = block("toml", 1);
    let local = format!("path = {:?}", env!("CARGO_MANIFEST_DIR"));
    let manifest = "[package]\nname = \"user\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[workspace]\n\n".to_owned();
    assert!(dependency.contains("version = \"0.1\""), "{dependency}");
    fs::write(at("Cargo.toml"), manifest + &dependency.replace("version = \"0.1\"", &local)).unwrap();
    fs::copy("Cargo.lock", at("Cargo.lock")).unwrap();
    fs::write(at("build.rs"), block("rust", 0)).unwrap();
    fs::create_dir(at("src")).unwrap();
    let main = "fn main() { print!(\"{}\", include_str!(concat!(env!(\"OUT_DIR\"), \"/routes.yaml\"))); }\n";
    fs::write(at("src/main.rs"), main).unwrap();
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("build-script");
    let cargo = |arguments: &[&str]| {
        let mut all = arguments.to_vec();
        all.extend(["--quiet", "--offline", "--target-dir", target.to_str().unwrap()]);
        run(env!("CARGO"), &all, folder.path())
    };
    let ran = cargo(&["run"]);
    let told = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(code(&ran), Some(0), "{told}");
    let expected = run("tcpgen", &["build", "--strict"], folder.path());
    assert_eq!(ran.stdout, expected.stdout);
    fs::write(at("tcpgen.toml"), WARNS).unwrap();
    let ran = cargo(&["build"]);
    assert_ne!(code(&ran), Some(0));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("sni-without-tls"));
}
