use std::fs;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::cluster::place::Place;

/// What became of a `tcpgen` command.
#[derive(Debug)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Place {
    /// Writes the state file; its objects are in this place's namespace.
    pub fn state(&self, text: &str) -> &Self {
        fs::write(self.file("tcpgen.toml"), format!("namespace = \"{}\"\n{text}", self.namespace)).unwrap();
        self
    }

    /// Runs `tcpgen` with these arguments, split at spaces, where the state file is.
    pub fn run(&self, arguments: &str) -> Ran {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap().replace(&self.namespace, "NS");
        Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// Starts it and leaves it running.
    pub fn start(&self, arguments: &str) -> Child {
        self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Starts it, to be waited for with its output.
    pub fn start_piped(&self, arguments: &str) -> Child {
        self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tcpgen"));
        command.args(arguments.split_whitespace()).current_dir(self.file("")).env("KUBECONFIG", &self.kubeconfig);
        command.env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
        command
    }
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

    /// Standard output has nothing of this in it.
    #[track_caller]
    pub fn prints_nothing_of(self, word: &str) -> Self {
        assert!(!self.out.contains(word), "{self:#?}");
        self
    }

    /// Standard error has this in it.
    #[track_caller]
    pub fn tells(self, expected: &str) -> Self {
        let told = self.err.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(expected), "expected in standard error: {expected}\n{self:#?}");
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
