//! `tcpgen diff --cluster`: what `tcpgen apply` would do.

use std::collections::HashSet;

use super::ClusterSource;
use crate::cli::Failure;
use crate::difference::ObjectId;
use crate::question::Subject;
use crate::resource::{Object, Resources};

/// What a cluster has, and what it would have after an apply.
pub(in super::super) struct Preview {
    /// The objects that there are, as a Kubernetes list.
    pub text: String,
    /// The objects that would be written.
    written: Vec<Object>,
    /// The objects that would be deleted.
    deleted: HashSet<ObjectId>,
}

/// What an apply would be.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(not(feature = "cluster"), expect(dead_code, reason = "there is no cluster to apply to"))]
pub(in super::super) struct Previewed<'a> {
    /// The state.
    pub new: &'a Subject,
    /// Its name, if an argument has it.
    pub state_name: Option<&'a str>,
    /// Whether it would prune.
    pub prune: bool,
    /// Whether to keep warnings back.
    pub quiet: bool,
}

impl Preview {
    /// The objects after the apply: those that are written, those of others, and those that the state says exist elsewhere.
    pub fn after(self, before: &Resources, new: &Subject) -> Resources {
        let written: HashSet<ObjectId> = self.written.iter().map(ObjectId::of).collect();
        let present: HashSet<ObjectId> = before.objects().iter().map(ObjectId::of).collect();
        let stays = |object: &&Object| {
            let id = ObjectId::of(object);
            !written.contains(&id) && !self.deleted.contains(&id)
        };
        let external = new.compilation.resources.objects().iter().filter(|object| object.external);
        let external = external.filter(|object| !present.contains(&ObjectId::of(object)));
        let mut objects: Vec<Object> = external.chain(before.objects().iter().filter(stays)).cloned().collect();
        objects.extend(self.written);
        objects.sort_by_key(Object::kind);
        Resources::new(objects)
    }
}

impl ClusterSource {
    /// Looks into the cluster.
    #[cfg(not(feature = "cluster"))]
    #[expect(clippy::unused_self, reason = "there is no cluster to look into")]
    pub fn preview(&self, _: Previewed<'_>) -> Result<Preview, Failure> {
        Err(super::source::absent())
    }

    /// Looks into the cluster.
    #[cfg(feature = "cluster")]
    pub fn preview(&self, wish: Previewed<'_>) -> Result<Preview, Failure> {
        use super::fence::{fence, warn_limited};
        use super::state_name::{state_name, unnamed};
        use super::surrounded::{missing, surrounded};
        use crate::cli::{console, subject};

        let compilation = &wish.new.compilation;
        let objects: Vec<&Object> = compilation.resources.emitted().collect();
        fence(&objects, self.namespaces())?;
        let state = state_name(wish.state_name, compilation)?;
        if wish.prune && state.is_none() {
            return Err(unnamed());
        }
        let around = objects.iter().map(|object| object.object_ref().namespace.to_owned());
        let around = around.chain(self.default_namespace()).collect();
        let cluster = self.open(super::connect::group(&objects, compilation), None)?;
        let preview = cluster.preview(crate::cluster::Wish {
            objects: &objects,
            state: state.as_deref(),
            prune: wish.prune,
            namespaces: self.namespaces(),
            around: &around,
        });
        let preview = preview.map_err(|error| super::connect::failure(&error))?;
        if !wish.quiet {
            subject::report(&missing(wish.new, &surrounded(wish.new, &cluster)?.0));
            let is_limited = self.namespaces().is_empty();
            preview.found.only_in.iter().filter(|_| is_limited).for_each(|only_in| warn_limited("compared", only_in));
            for (id, theirs) in &preview.of_others {
                let message = format!("{id} belongs to the state `{theirs}`: `apply` refuses to change it");
                console::warning(
                    &message,
                    Some("`--state-name` names the state; `apply --force-conflicts` takes objects over"),
                );
            }
        }
        let text = crate::output::json(&preview.found.objects)
            .map_err(|error| Failure::new(format!("the list cannot be written: {error}")))?;
        Ok(Preview { text, written: preview.written, deleted: preview.deleted.into_iter().collect() })
    }
}
