use std::ffi::OsStr;
use std::io::ErrorKind;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::cli::Failure;
use crate::file_store::reason;
use crate::members::{Files, Kind};

/// What git sets for its hooks: which repository is meant depends on the input alone.
const INHERITED: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];

/// A directory of a work tree, at a revision.
pub(super) struct Place<'r> {
    pub revision: &'r str,
    commit: String,
    pub directory: PathBuf,
}

/// A file or a directory that git has.
pub(super) struct Entry {
    mode: String,
    pub name: String,
}

impl Entry {
    /// Whether it is a file, or a link, which is reported.
    pub fn is_file(&self) -> bool {
        matches!(self.kind(), Kind::File) || self.is_link()
    }

    pub fn is_link(&self) -> bool {
        self.mode == "120000"
    }

    /// What is behind a link is not known at a revision.
    fn kind(&self) -> Kind {
        match self.mode.get(..3) {
            Some("100") => Kind::File,
            Some("040") => Kind::Folder,
            _ => Kind::Other,
        }
    }
}

/// The files that there were, by their paths from the directory on.
impl Files for Place<'_> {
    fn is_file(&self, path: &Path) -> bool {
        let (folder, name) = (path.parent().unwrap_or(Path::new("")), path.file_name());
        self.names(folder).iter().any(|(known, kind)| Some(OsStr::new(known)) == name && *kind == Kind::File)
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        let object = self.object(path).ok_or("it is in no repository")?;
        self.git(&["cat-file", "blob", &object]).map_err(|_| format!("it does not exist at {}", self.revision))
    }

    fn names(&self, folder: &Path) -> Vec<(String, Kind)> {
        let entries =
            self.object(folder).and_then(|object| self.listed(&["ls-tree", "--full-tree", "-z", &object]).ok());
        let named = entries.into_iter().flatten().map(|entry| {
            let kind = entry.kind();
            (entry.name, kind)
        });
        named.collect()
    }
}

impl<'r> Place<'r> {
    pub fn new(revision: &'r str, directory: PathBuf) -> Result<Self, Failure> {
        let place = Self { revision, commit: String::new(), directory };
        let here = || format!("{} is in no git repository that can be read", place.directory.display());
        place.git(&["rev-parse", "--show-prefix"]).map_err(|failure| Failure::new(here()).and(failure))?;
        let unknown = || {
            Failure::new(format!("git has no revision `{revision}`"))
                .help("in CI, a shallow clone has only the newest: fetch the other one first")
        };
        // An option is no revision.
        let commit = format!("{revision}^{{commit}}");
        if revision.starts_with('-') {
            return Err(unknown());
        }
        let found = place.git(&["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| unknown())?;
        Ok(Self { commit: String::from_utf8_lossy(&found).trim().to_owned(), ..place })
    }

    /// What the directory had, or one name of it. Names that are not UTF-8 are those of no input.
    pub fn entries(&self, name: Option<&str>) -> Result<Vec<Entry>, Failure> {
        let mut arguments = vec!["--literal-pathspecs", "ls-tree", "-z", &self.commit];
        arguments.extend(name.into_iter().flat_map(|name| ["--", name]));
        self.listed(&arguments)
    }

    /// How git names what is at a path from the directory on; one of the whole system is in no repository.
    fn object(&self, path: &Path) -> Option<String> {
        let parts = path.components().map(|part| match part {
            Component::Normal(name) => name.to_str(),
            Component::ParentDir => Some(".."),
            Component::CurDir => Some("."),
            Component::Prefix(_) | Component::RootDir => None,
        });
        Some(format!("{}:./{}", self.commit, parts.collect::<Option<Vec<_>>>()?.join("/")))
    }

    fn listed(&self, arguments: &[&str]) -> Result<Vec<Entry>, Failure> {
        let listed = self.git(arguments)?;
        let entries = listed.split(|byte| *byte == 0).filter_map(|line| {
            let (about, name) = str::from_utf8(line).ok()?.split_once('\t')?;
            Some(Entry { mode: about.split(' ').next()?.to_owned(), name: name.to_owned() })
        });
        Ok(entries.collect())
    }

    fn git(&self, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
        let mut command = Command::new("git");
        for name in INHERITED {
            command.env_remove(name);
        }
        let output = command.args(arguments).current_dir(&self.directory).stdin(Stdio::null()).output();
        let output = output.map_err(|error| match error.kind() {
            ErrorKind::NotFound => Failure::new("`git` is not installed, or not in the PATH"),
            _ => Failure::new(format!("git cannot be run: {}", reason(&error))),
        })?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let told = String::from_utf8_lossy(&output.stderr);
        let told = told.lines().next().unwrap_or("it failed").trim_start_matches("fatal: ").to_owned();
        Err(Failure::new(format!("git: {told}")))
    }
}
