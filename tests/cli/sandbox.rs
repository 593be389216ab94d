use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// An empty directory of its own to run `tcpgen` in.
pub struct Sandbox {
    directory: TempDir,
    environment: Vec<(&'static str, &'static str)>,
    stdin: Vec<u8>,
}

/// A directory with this `tcpgen.toml`.
pub fn state(text: &str) -> Sandbox {
    Sandbox::empty().file("tcpgen.toml", text)
}

impl Sandbox {
    pub fn empty() -> Self {
        Self { directory: TempDir::new().unwrap(), environment: Vec::new(), stdin: Vec::new() }
    }

    /// With a file in it; directories are made as needed.
    pub fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        self.write(name, content);
        self
    }

    /// With this on standard input.
    pub fn stdin(mut self, text: impl AsRef<[u8]>) -> Self {
        text.as_ref().clone_into(&mut self.stdin);
        self
    }

    /// With this environment variable.
    pub fn variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.environment.push((name, value));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in a directory, sorted.
    pub fn names(&self, directory: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path(directory)).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// Runs `tcpgen` with these arguments, split at spaces.
    pub fn run(&self, arguments: &str) -> Ran {
        self.finish(self.command(Path::new(env!("CARGO_BIN_EXE_tcpgen"))).args(arguments.split_whitespace()))
    }

    /// Runs a line of the shell; `$TCPGEN` is the binary.
    pub fn shell(&self, line: &str) -> Ran {
        self.finish(self.command(Path::new("sh")).arg("-c").arg(line))
    }

    /// Starts `tcpgen` and leaves it running; its output goes to the file `printed`, its standard error to `log`.
    pub fn start(&self, arguments: &str) -> Running {
        let [out, log] = ["printed", "log"].map(|name| fs::File::create(self.path(name)).unwrap());
        let mut command = self.command(Path::new(env!("CARGO_BIN_EXE_tcpgen")));
        Running(
            command.args(arguments.split_whitespace()).stdout(out).stderr(log).stdin(Stdio::null()).spawn().unwrap(),
        )
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.current_dir(self.directory.path()).env("TCPGEN", env!("CARGO_BIN_EXE_tcpgen"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS", "TERM"] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().copied());
        command
    }

    fn finish(&self, command: &mut Command) -> Ran {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let text = self.stdin.clone();
        // What is not read (a command that needs no standard input) is no failure.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&text)));
        let output = child.wait_with_output().unwrap();
        writer.join().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

/// A command that goes on until it is dropped.
pub struct Running(Child);

impl Running {
    /// Waits until it ends by itself.
    pub fn ends(mut self) {
        self.0.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// What became of a command. Each method holds one thing against what was expected.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Ran {
    #[track_caller]
    pub fn exits(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Standard output is this.
    #[track_caller]
    pub fn prints(self, expected: &str) -> Self {
        assert_eq!(self.out, expected, "standard error: {}", self.err);
        self
    }

    /// Standard output has this in it.
    #[track_caller]
    pub fn prints_part(self, expected: &str) -> Self {
        assert!(self.out.contains(expected), "expected in standard output: {expected}\n{self:#?}");
        self
    }

    /// Standard error is this.
    #[track_caller]
    pub fn tells(self, expected: &str) -> Self {
        assert_eq!(self.err, expected);
        self
    }

    /// Standard error has this in it.
    #[track_caller]
    pub fn tells_part(self, expected: &str) -> Self {
        assert!(self.err.contains(expected), "expected in standard error: {expected}\n{self:#?}");
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
