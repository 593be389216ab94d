use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use lsp_server::ResponseError;
use serde::Deserialize;
use serde_json::Value;

use crate::members::{Files, Kind};
use crate::source::normal;

/// The files of a host, as far as they are known. What is asked about others is taken to be missing, and noted.
#[derive(Default)]
pub(super) struct Host {
    known: HashMap<PathBuf, Option<Found>>,
    wished: RefCell<BTreeSet<PathBuf>>,
}

/// What a host has at a place; null if there is nothing.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Told {
    /// The bytes of a file, one character for each: JSON has none.
    File(String),
    /// What is in a folder.
    Folder(Vec<(String, Kind)>),
    /// Why it cannot be read.
    Unreadable(String),
}

enum Found {
    File(Result<Vec<u8>, String>),
    Folder(Vec<(String, Kind)>),
}

impl Host {
    /// What has to be known, each once.
    pub fn wished(&mut self) -> Vec<PathBuf> {
        std::mem::take(self.wished.get_mut()).into_iter().collect()
    }

    /// Takes the answer about some paths. All of them are known then, whatever the answer is.
    pub fn told(&mut self, paths: Vec<PathBuf>, answer: Result<Value, ResponseError>) {
        let answer = answer.map_err(|error| error.message);
        let read = |answer| serde_json::from_value(answer).map_err(|error| error.to_string());
        let told: Result<Vec<Option<Told>>, String> = answer.and_then(read);
        let mut told = told.map(Vec::into_iter);
        for path in paths {
            let found = match &mut told {
                Ok(told) => told.next().flatten().map(Found::from),
                Err(why) => Some(Found::File(Err(why.clone()))),
            };
            self.known.insert(path, found);
        }
    }

    fn at(&self, path: &Path) -> Option<&Found> {
        let path = normal(path);
        let known = self.known.get(&path);
        if known.is_none() {
            self.wished.borrow_mut().insert(path);
        }
        known?.as_ref()
    }
}

impl From<Told> for Found {
    fn from(told: Told) -> Self {
        match told {
            Told::File(bytes) => {
                let bytes: Result<Vec<u8>, _> = bytes.chars().map(u8::try_from).collect();
                Self::File(bytes.map_err(|_| "the editor gives no bytes".to_owned()))
            }
            Told::Folder(names) => Self::Folder(names),
            Told::Unreadable(why) => Self::File(Err(why)),
        }
    }
}

impl Files for Host {
    fn is_file(&self, path: &Path) -> bool {
        matches!(self.at(path), Some(Found::File(_)))
    }

    fn read(&self, path: &Path) -> Result<Vec<u8>, String> {
        match self.at(path) {
            Some(Found::File(bytes)) => bytes.clone(),
            Some(Found::Folder(_)) => Err("is a directory".to_owned()),
            None => Err("no such file or directory".to_owned()),
        }
    }

    fn names(&self, folder: &Path) -> Vec<(String, Kind)> {
        match self.at(folder) {
            Some(Found::Folder(names)) => names.clone(),
            _ => Vec::new(),
        }
    }
}
