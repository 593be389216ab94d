use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::disk::Disk;
use super::{edit, problem};
use crate::members::facts_of;
use crate::resource::{Kind, Object, ObjectRef, Resources};
use crate::source::Sources;
use crate::store::{Applied, Change, Deleted, Done, Plan, Refusal, StateText, Store, Stored};

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

    /// The same text as last time is not compiled again, unless the files that it names have changed.
    fn state_text(&self, text: Option<&str>) -> Result<StateText, Refusal> {
        let text = text.unwrap_or(NEW);
        let mut sources = Sources::single(self.path.display().to_string(), text);
        for (_, facts) in facts_of(&Disk, &self.path, text).map_err(problem::unknown_configuration)? {
            sources.add_found(facts);
        }
        // A panic elsewhere leaves a whole text behind, or none.
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        match last.as_ref().filter(|known| known.sources().are_same(&sources)) {
            Some(known) => Ok(known.clone()),
            None => Ok(last.insert(StateText::of(sources)).clone()),
        }
    }

    fn keep(&self, state: StateText) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = Some(state);
    }

    fn current(&self) -> Result<StateText, Refusal> {
        let text = edit::read_text(&self.path).map_err(|reason| problem::unreadable(&self.path, &reason))?;
        self.state_text(text.as_deref())
    }

    fn change<T>(&self, change: impl Fn(&mut StateText) -> Result<T, Refusal>) -> Result<T, Refusal> {
        let edited = edit::edit(&self.path, |before| {
            let mut state = self.state_text(before)?;
            let result = change(&mut state)?;
            let is_as_before = Some(state.text()) == before || (before.is_none() && state.text() == NEW);
            let text = (!is_as_before).then(|| state.text().to_owned());
            Ok((text, (result, state)))
        });
        let (result, state) = edited.map_err(|error| problem::not_edited(&self.path, error))?;
        self.keep(state);
        Ok(result)
    }

    /// What is known of the Traefik that serves it, for another store.
    ///
    /// # Errors
    /// When the file cannot be read.
    pub fn of_traefik(&self) -> Result<Sources, Refusal> {
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

    fn facts(&self) -> Result<Sources, Refusal> {
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
