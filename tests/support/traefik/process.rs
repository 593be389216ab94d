//! Traefik's process: started, watched, and never left behind.

use std::fs::{self, File};
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Runs its arguments until its own standard input ends, which it does when the test's process goes, however it goes.
const GUARD: &str = r#""$@" & pid=$!; cat >/dev/null; kill -9 "$pid" 2>/dev/null; wait "$pid" 2>/dev/null"#;

/// A running Traefik. Ends when dropped, and when the test's process ends without dropping it.
#[derive(Debug)]
pub(super) struct Process {
    guard: Child,
    log: PathBuf,
}

impl Process {
    /// Starts this binary of Traefik in this folder, which gets its log.
    pub(super) fn start(binary: &Path, config: &Path, folder: &Path) -> Self {
        let log = folder.join("traefik.log");
        let output = File::create(&log).expect("cannot create Traefik's log");
        let guard = Command::new("sh")
            .args(["-c", GUARD, "guard"])
            .arg(binary)
            .arg(format!("--configFile={}", config.display()))
            .env_clear()
            // Traefik takes some settings for the contents of a file if there is one of that name.
            .current_dir(folder)
            .stdin(Stdio::piped())
            .stdout(output.try_clone().expect("cannot share Traefik's log"))
            .stderr(output)
            .spawn()
            .expect("cannot run sh");
        Self { guard, log }
    }

    /// How many bytes Traefik has logged.
    pub(super) fn logged(&self) -> u64 {
        fs::metadata(&self.log).map_or(0, |metadata| metadata.len())
    }

    /// What Traefik has logged from this byte on.
    pub(super) fn log_from(&self, start: u64) -> String {
        let mut bytes = Vec::new();
        let read = File::open(&self.log).and_then(|mut file| {
            file.seek(SeekFrom::Start(start))?;
            file.read_to_end(&mut bytes)
        });
        read.expect("cannot read Traefik's log");
        String::from_utf8_lossy(&bytes).into_owned()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.guard.stdin.take());
        let _ = self.guard.wait();
    }
}
