//! A state file on disk as a store, and files that are replaced whole or not at all.

mod lock;
mod problem;
mod replace;

pub(crate) use lock::lock_to_write;
pub(crate) use problem::reason;
pub(crate) use replace::{Staged, create, differs, replace, stage};
pub(crate) use replace::{is_same, is_special, is_standard_output, parent, resolve, sync_directory};

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::source::Sources;
use crate::store::{Applied, Change, Deleted, Done, Plan, Refusal, StateText, Store, Stored};

/// The longest state file in bytes: spans count in 32 bits.
const AT_MOST: u64 = 64 << 20;

/// How often an edit is repeated because somebody else wrote the file in between.
const ATTEMPTS: usize = 8;

/// What a new state file begins with: editors look for the schema there, and `tcpgen init` writes it.
const NEW: &str = "#:schema ./tcpgen.schema.json\n";

/// A state file on disk. Every change is read, made, checked and put into its place as a whole; two that write at the same
/// time do not lose each other's change.
#[derive(Clone, Debug)]
pub struct FileStore {
    path: PathBuf,
    /// The text that was last read or written, and its compilation. Clones share it.
    last: Arc<Mutex<Option<StateText>>>,
}

impl FileStore {
    /// The state file at this path. It need not be there: the first change makes it.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self { path: path.into(), last: Arc::default() }
    }

    /// The text, and none where there is no file.
    fn read(&self) -> Result<Option<String>, Refusal> {
        let file = match File::open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(problem::unreadable(&self.path, &reason(&error))),
        };
        if replace::is_special(&self.path) {
            return Err(problem::unreadable(&self.path, "it is no file"));
        }
        let mut bytes = Vec::new();
        let read = file.take(AT_MOST + 1).read_to_end(&mut bytes);
        read.map_err(|error| problem::unreadable(&self.path, &reason(&error)))?;
        if bytes.len() as u64 > AT_MOST {
            return Err(problem::unreadable(&self.path, &format!("it is larger than {} MiB", AT_MOST >> 20)));
        }
        let text = String::from_utf8(bytes).map_err(|_| problem::unreadable(&self.path, "it is not UTF-8"))?;
        Ok(Some(text))
    }

    /// The same text as last time is not compiled again.
    fn state_text(&self, text: Option<&str>) -> StateText {
        let text = text.unwrap_or(NEW);
        // A panic elsewhere leaves a whole text behind, or none.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match last.as_ref().filter(|known| known.text() == text) {
            Some(known) => known.clone(),
            None => last.insert(StateText::new(self.path.display().to_string(), text)).clone(),
        }
    }

    fn keep(&self, state: StateText) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
    }

    fn current(&self) -> Result<StateText, Refusal> {
        Ok(self.state_text(self.read()?.as_deref()))
    }

    /// Makes a change. Writers that respect the lock wait for their turn; a write by one that does not (an editor) is
    /// noticed, and the change is repeated on the new text.
    fn change<T>(&self, change: impl Fn(&mut StateText) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let _lock = lock::lock(&self.path)?;
        for _ in 0..ATTEMPTS {
            let before = self.read()?;
            let mut state = self.state_text(before.as_deref());
            let result = change(&mut state)?;
            if Some(state.text()) == before.as_deref() || (before.is_none() && state.text() == NEW) {
                return Ok(result);
            }
            self.refuse_read_only()?;
            let staged = stage(&self.path, state.text().as_bytes());
            let staged = staged.map_err(|error| problem::unwritable(&self.path, &error))?;
            if self.read()? == before {
                staged.commit().map_err(|error| problem::unwritable(&self.path, &error))?;
                sync_directory(replace::parent(&self.path));
                self.keep(state);
                return Ok(result);
            }
        }
        Err(problem::changing(&self.path))
    }

    /// A file that is taken out of everybody's hands is not replaced by one that is not.
    fn refuse_read_only(&self) -> Result<(), Refusal> {
        match fs::metadata(&self.path) {
            Ok(known) if known.permissions().readonly() => Err(problem::read_only(&self.path)),
            _ => Ok(()),
        }
    }

    /// What the file says of the Traefik that serves it, for another store.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_traefik(&self) -> Result<String, Refusal> {
        self.current()?.of_traefik()
    }

    /// The file's path.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Store for FileStore {
    fn get(&self, kind: Kind, name: ObjectRef<'_>) -> Result<Option<Stored>, Refusal> {
        self.current()?.get(kind, name)
    }

    fn list(&self) -> Result<Resources, Refusal> {
        self.current()?.list()
    }

    fn apply(&mut self, object: Object) -> Result<Applied, Refusal> {
        self.change(|state| state.apply(object.clone()))
    }

    fn apply_spec(&mut self, object: Object) -> Result<Applied, Refusal> {
        self.change(|state| state.apply_spec(object.clone()))
    }

    fn apply_spec_to(&mut self, seen: &Object, object: Object) -> Result<Applied, Refusal> {
        self.change(|state| state.apply_spec_to(seen, object.clone()))
    }

    fn delete(&mut self, kind: Kind, name: ObjectRef<'_>) -> Result<Deleted, Refusal> {
        self.change(|state| state.delete(kind, name))
    }

    fn facts(&self) -> Result<String, Refusal> {
        self.current()?.facts()
    }

    fn state(&self) -> Result<Sources, Refusal> {
        self.current()?.state()
    }

    fn plan<'a>(&self, change: Change<'a>) -> Result<Plan<'a>, Refusal> {
        self.current()?.plan(change)
    }

    fn commit<'a>(&mut self, plan: Plan<'a>) -> Result<(Done, Plan<'a>), Refusal> {
        self.change(|state| state.commit(plan.clone()))
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use serde_json::json;

    use super::FileStore;
    use crate::compilation::count;
    use crate::operation;

    const STATE: &str = "[routes.a]\nentry_points = [\"a\"]\nservice = \"s:1\"\n\
                         [routes.b]\nentry_points = [\"b\"]\nservice = \"s:1\"\n";

    /// The compilations of the whole state that a call needs.
    fn compilations(store: &mut FileStore, port: u16) -> usize {
        count::take(0);
        let arguments = json!({ "route_name": "a", "action": "update", "service_port": port });
        operation::call(store, "traefik_manage_tcp_routing", &arguments).unwrap();
        count::take(2)
    }

    #[test]
    fn a_call_on_a_file_that_nobody_else_changed_compiles_it_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tcpgen.toml");
        fs::write(&path, STATE).unwrap();
        let mut store = FileStore::new(&path);
        assert_eq!(compilations(&mut store, 2), 2);
        assert_eq!(compilations(&mut store, 3), 1);
        assert_eq!(compilations(&mut store.clone(), 4), 1);
        // Somebody else writes: what was read before is out of date.
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("# Mine.\n{text}")).unwrap();
        assert_eq!(compilations(&mut store, 5), 2);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# Mine.\n") && text.contains("s:5"), "{text}");
    }
}
