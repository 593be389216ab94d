//! Objects made or changed in place.

use serde_json::Value;

use super::content::{MANAGER, configuration, says_the_same};
use super::error::title;
use super::kept::{Kept, kept};
use super::removal::going;
use super::request::{Request, Verb};
use super::settled::is_settled;
use super::takeover::{CLIENT_SIDE, is_kubectls, steps, without};
use super::{Cluster, ClusterError, Conflict};
use crate::difference::ObjectId;
use crate::resource::Object;
use crate::store::Applied;

/// How often an object that others change at the same moment is looked at again.
const LOOKS: u32 = 5;

/// What came of writing an object.
#[derive(Clone, Debug)]
pub struct Written {
    /// What became of it.
    pub applied: Applied,
    /// What the object has beyond its configuration, since others own that.
    pub kept: Vec<Kept>,
    /// Its fields belonged to `kubectl apply` and are tcpgen's now.
    pub taken_over: bool,
    /// The server's warnings.
    pub warnings: Vec<String>,
}

impl Written {
    /// What to report besides the outcome, for results in words.
    pub(super) fn remarks(&self) -> Vec<String> {
        let taken_over = self.taken_over.then(|| format!("its fields were taken over from `{CLIENT_SIDE}`"));
        let kept = self.kept.iter().map(ToString::to_string);
        taken_over.into_iter().chain(kept).chain(self.warnings.iter().cloned()).collect()
    }
}

impl Cluster {
    /// As [`Store::apply`](crate::store::Store::apply), and reports what others kept in the object.
    ///
    /// # Errors
    /// As [`Store::apply`](crate::store::Store::apply).
    pub fn put(&self, object: &Object) -> Result<Written, ClusterError> {
        let configuration = configuration(object, self.options.state.as_deref())?;
        let listed = self.live.as_ref().and_then(|live| live.get(&ObjectId::of(object)));
        if let Some(live) = listed.filter(|live| is_settled(&configuration, live)) {
            self.may_change(object.kind(), object.object_ref(), Some(live))?;
            let kept = kept(&configuration, live);
            return Ok(Written { applied: Applied::Unchanged, kept, taken_over: false, warnings: Vec::new() });
        }
        let before = self.find(object)?;
        self.may_change(object.kind(), object.object_ref(), before.as_ref())?;
        self.write(object, before.as_ref(), &configuration)
    }

    /// Makes an object match a configuration.
    pub(super) fn write(
        &self,
        object: &Object,
        before: Option<&Value>,
        configuration: &Value,
    ) -> Result<Written, ClusterError> {
        if let Some(going) = before.and_then(|before| going(object.kind(), object.object_ref(), before)) {
            return Err(going);
        }
        let taken_over = before.is_some_and(is_kubectls);
        let mut force = self.options.force_conflicts;
        if taken_over {
            if !force {
                self.rehearse(object, configuration)?;
            }
            // A dry run hands nothing over, and by now nobody else owns what would change.
            force |= self.options.dry_run;
            if !self.options.dry_run {
                self.take_over(object)?;
            }
        }
        let request = self.dry(application(object, configuration, force)?);
        let (mut after, warnings) = self.answer(object, &request)?;
        if self.options.dry_run {
            self.confirm(object, before, &after)?;
            after = without(after);
        }
        let mut kept = kept(configuration, &after);
        // What nobody owns in a dry run would have gone with kubectl's ownership.
        kept.retain(|kept| !(taken_over && self.options.dry_run && kept.is_nobodys()));
        let applied = match before {
            None => Applied::Created,
            Some(before) if !taken_over && says_the_same(before, &after) => Applied::Unchanged,
            Some(_) => Applied::Updated,
        };
        Ok(Written { applied, kept, taken_over, warnings })
    }

    fn answer(&self, object: &Object, request: &Request) -> Result<(Value, Vec<String>), ClusterError> {
        let gone = || ClusterError::refused(object.kind(), object.object_ref(), "it was deleted at the same moment");
        self.client.ask_for_all(request)?.ok_or_else(gone)
    }

    /// Refuses if somebody other than kubectl owns what would change: then nothing is taken over.
    fn rehearse(&self, object: &Object, configuration: &Value) -> Result<(), ClusterError> {
        let request = application(object, configuration, false)?.query("dryRun", "All");
        let is_real = |conflict: &Conflict| conflict.manager != CLIENT_SIDE;
        match self.answer(object, &request) {
            Ok(_) => Ok(()),
            Err(ClusterError::Conflict { object, conflicts }) => {
                let conflicts: Vec<Conflict> = conflicts.into_iter().filter(is_real).collect();
                if conflicts.is_empty() { Ok(()) } else { Err(ClusterError::Conflict { object, conflicts }) }
            }
            Err(error) => Err(error),
        }
    }

    /// Hands kubectl's fields over to tcpgen. The object itself stays as it is.
    fn take_over(&self, object: &Object) -> Result<(), ClusterError> {
        let mut looks = 1;
        loop {
            let Some(live) = self.find(object)?.filter(is_kubectls) else { return Ok(()) };
            let request = Request::object(Verb::Patch, object.group, object.kind(), object.object_ref())?;
            let request = request.query("fieldManager", MANAGER).json_patch(&steps(&live)).conditional();
            match self.answer(object, &request) {
                Err(ClusterError::Changed { .. }) if looks < LOOKS => looks += 1,
                answer => return answer.map(|_| ()),
            }
        }
    }

    /// Confirms that the server did a dry run: then the answer has the version of what was there before, or none if nothing
    /// was. An object that others write at the same moment has another version, and is looked up again.
    fn confirm(&self, object: &Object, before: Option<&Value>, after: &Value) -> Result<(), ClusterError> {
        let version = |object: &Value| object["metadata"]["resourceVersion"].as_str().unwrap_or_default().to_owned();
        if version(after) == before.map_or_else(String::new, version) {
            return Ok(());
        }
        let live = self.find(object)?.unwrap_or_default();
        let is_kept = live["metadata"] == after["metadata"] && live["spec"] == after["spec"];
        if is_kept {
            return Err(ClusterError::DryRunIgnored { object: title(object.kind(), object.object_ref()) });
        }
        Ok(())
    }
}

fn application(object: &Object, configuration: &Value, force: bool) -> Result<Request, ClusterError> {
    let request = Request::object(Verb::Patch, object.group, object.kind(), object.object_ref())?;
    let request = request.query("fieldManager", MANAGER).query("fieldValidation", "Strict");
    Ok(request.query("force", force.to_string()).body(configuration))
}
