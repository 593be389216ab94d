//! `tcpgen import`, manifests as input, and `build --target file`, from the outside: exit codes and streams.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

const MANIFEST: &str = "\
apiVersion: traefik.io/v1alpha1
kind: IngressRouteTCP
metadata: {name: pg, namespace: data}
spec:
  entryPoints: [postgresql]
  routes:
    - match: HostSNI(`*`)
      services: [{name: postgres, port: 5432}]
";

const STATE: &str = "\
namespace = \"data\"

# The ports that Traefik opens. Correct and uncomment them, and every route is checked against them.
# [entry_points]
# postgresql = 5432

[routes.pg]
entry_points = [\"postgresql\"]
service = \"postgres:5432\"
";

struct Folder(TempDir);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path().join(name)).unwrap()
    }

    /// Runs the command here; its exit code, standard output and standard error.
    fn run(&self, arguments: &[&str], input: &str) -> (i32, String, String) {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tcpgen"))
            .args(arguments)
            .current_dir(self.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that reads nothing may be gone by now.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
    }
}

#[test]
fn the_state_file_goes_to_standard_output_and_notes_to_standard_error() {
    let folder = Folder::with(&[("pg.yaml", MANIFEST)]);
    assert_eq!(folder.run(&["import", "pg.yaml"], ""), (0, STATE.to_owned(), String::new()));
    assert_eq!(folder.run(&["import", "-"], MANIFEST), (0, STATE.to_owned(), String::new()));
    let (code, state, notes) = folder.run(&["import", "-"], &MANIFEST.replace("- match", "- kind: Rule\n      match"));
    assert_eq!((code, state.as_str()), (0, STATE));
    assert!(notes.starts_with("warning[manifest-unknown-field]: `spec.routes[0].kind`"), "{notes}");
    assert!(notes.ends_with("1 warning\n"), "{notes}");
}

#[test]
fn what_is_missing_from_the_state_file_exits_1() {
    let folder = Folder::with(&[]);
    let (code, state, notes) = folder.run(&["import", "-"], &format!("{MANIFEST}---\nkind: [\n"));
    assert_eq!((code, state.as_str()), (1, STATE));
    assert!(notes.starts_with("error[yaml-syntax]: "), "{notes}");
}

#[test]
fn a_directory_stands_for_its_manifests() {
    let other = MANIFEST.replace("name: pg", "name: pg-2");
    let files = [("m/b.yml", other.as_str()), ("m/a.yaml", MANIFEST), ("m/.hidden.yaml", "["), ("m/tcpgen.toml", "[")];
    let folder = Folder::with(&files);
    let (code, state, _) = folder.run(&["import", "m"], "");
    assert_eq!(code, 0);
    assert!(state.find("[routes.pg]").unwrap() < state.find("[routes.pg-2]").unwrap());
}

#[test]
fn a_state_file_that_is_there_is_not_replaced_unasked() {
    let folder = Folder::with(&[("pg.yaml", MANIFEST), ("tcpgen.toml", "# mine\n")]);
    let (code, _, error) = folder.run(&["import", "pg.yaml", "-o", "tcpgen.toml"], "");
    assert_eq!((code, folder.read("tcpgen.toml").as_str()), (2, "# mine\n"));
    assert!(error.contains("--force"), "{error}");
    assert_eq!(folder.run(&["import", "pg.yaml", "-o", "tcpgen.toml", "--force"], "").0, 0);
    assert_eq!(folder.read("tcpgen.toml"), STATE);
    for arguments in [&["import"][..], &["import", "absent.yaml"], &["import", "pg.yaml", "-o", "."]] {
        assert_eq!(folder.run(arguments, "").0, 2, "{arguments:?}");
    }
}

#[test]
fn list_takes_manifests_and_build_does_not() {
    let folder = Folder::with(&[("pg.yaml", MANIFEST), ("tcpgen.toml", STATE)]);
    let (code, of_state, _) = folder.run(&["list"], "");
    assert_eq!(code, 0);
    assert!(of_state.contains("data/pg"), "{of_state}");
    assert_eq!(folder.run(&["list", "pg.yaml"], "").1, of_state);
    assert_eq!(folder.run(&["list", "-"], MANIFEST).1, of_state);
    assert_eq!(folder.run(&["list", "-"], STATE).1, of_state);
    let (code, _, error) = folder.run(&["build", "pg.yaml"], "");
    assert_eq!(code, 2);
    assert!(error.contains("tcpgen import"), "{error}");
}

#[test]
fn the_file_target_needs_addresses() {
    let folder = Folder::with(&[
        ("tcpgen.toml", STATE),
        ("addresses.toml", "services = { \"data/postgres\" = [\"[::1]:5432\"] }"),
    ]);
    let (code, output, error) = folder.run(&["build", "--target", "file"], "");
    assert_eq!((code, output.as_str()), (1, ""));
    assert!(error.contains("no-backend-address"), "{error}");
    let build = ["build", "--target", "file", "--strict", "-o", "tcp.yaml", "tcpgen.toml", "addresses.toml"];
    let (code, _, error) = folder.run(&build, "");
    assert_eq!((code, error.as_str()), (0, ""));
    assert!(folder.read("tcp.yaml").contains("- address: \"[::1]:5432\""), "{}", folder.read("tcp.yaml"));
    assert_eq!(folder.run(&[&build[..], &["--check"]].concat(), "").0, 0);
    assert_eq!(folder.run(&["build", "--target", "file", "--format", "json"], "").0, 2);
    assert_eq!(folder.run(&["build", "--target", "file", "-o", "dir/"], "").0, 2);
}
