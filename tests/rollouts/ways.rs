use fastrand::Rng;
use tcpgen::difference::{Action, Change, changes};
use tcpgen::resource::{Kind, Resources};

/// A documented way to apply a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// `tcpgen build | kubectl apply -f -`: one stream in output order; nothing is deleted.
    Stream,
    /// `kubectl apply -f manifests/`: by file name; nothing is deleted.
    Folder,
    /// The same with the file names of version 0.1, which is what was wrong with them.
    FormerFolder,
    /// `tcpgen apply --prune`.
    Apply,
    /// Argo CD with `[output] argo_sync_waves = true`.
    ArgoWaves,
    /// Argo CD without: prunes first, then goes by the objects' names.
    Argo,
    /// Flux: by kind and name, prunes last in the reverse order.
    Flux,
    /// Flux whose kustomize-controller has what routes refer to in `--custom-apply-stage-kinds`.
    FluxStages,
}

/// The ways in which what routes refer to comes before them and is deleted after them.
pub const ORDERED: [Way; 5] = [Way::Stream, Way::Folder, Way::Apply, Way::ArgoWaves, Way::FluxStages];

impl Way {
    /// The changes in this way's order. Where it promises none, `random` chooses one.
    pub fn changes<'a>(self, old: &'a Resources, new: &'a Resources, random: &mut Rng) -> Vec<Change<'a>> {
        let all = changes(old, new);
        let (mut deleted, mut written): (Vec<_>, Vec<_>) =
            all.into_iter().partition(|change| change.step.action == Action::Delete);
        match self {
            Self::Stream => written,
            Self::Folder => {
                written.sort_by_key(|change| format!("{}-{}", order(kind(change)), former_name(change)));
                written
            }
            Self::FormerFolder => {
                written.sort_by_key(former_name);
                written
            }
            Self::Apply => [written, deleted].concat(),
            Self::ArgoWaves => {
                // Within a wave objects of one kind are sent at the same time, and so are all deletions.
                random.shuffle(&mut written);
                random.shuffle(&mut deleted);
                written.sort_by_key(|change| kind(change) == Kind::IngressRouteTcp);
                [written, deleted].concat()
            }
            Self::Argo => {
                random.shuffle(&mut deleted);
                written.sort_by_key(|change| change.step.object.name.clone());
                [deleted, written].concat()
            }
            Self::Flux | Self::FluxStages => {
                let key = |change: &Change<'_>| {
                    let id = &change.step.object;
                    (id.kind.name(), id.namespace.clone(), id.name.clone())
                };
                written.sort_by_key(key);
                if self == Self::FluxStages {
                    written.sort_by_key(|change| kind(change) == Kind::IngressRouteTcp);
                }
                deleted.sort_by_key(key);
                deleted.reverse();
                [written, deleted].concat()
            }
        }
    }
}

fn kind(change: &Change<'_>) -> Kind {
    change.step.object.kind
}

/// As `src/cli/files/names.rs` has it; `kubectl.rs` holds real files against real kubectl.
fn order(kind: Kind) -> usize {
    (Kind::ALL.iter().position(|known| *known == kind).unwrap() + 1) * 10
}

fn former_name(change: &Change<'_>) -> String {
    let id = &change.step.object;
    format!("{}-{}-{}", id.kind.name().to_lowercase(), id.namespace, id.name)
}
