use super::{ApplyArguments, DeleteArguments};
use crate::cli::{Failure, Outcome};

#[cfg(feature = "cluster")]
pub(in super::super) fn apply(arguments: &ApplyArguments) -> Result<Outcome, Failure> {
    super::run::apply(arguments)
}

#[cfg(feature = "cluster")]
pub(in super::super) fn delete(arguments: &DeleteArguments) -> Result<Outcome, Failure> {
    super::run::delete(arguments)
}

#[cfg(not(feature = "cluster"))]
pub(in super::super) fn apply(_: &ApplyArguments) -> Result<Outcome, Failure> {
    Err(absent())
}

#[cfg(not(feature = "cluster"))]
pub(in super::super) fn delete(_: &DeleteArguments) -> Result<Outcome, Failure> {
    Err(absent())
}

#[cfg(not(feature = "cluster"))]
pub(super) fn absent() -> Failure {
    Failure::new("this tcpgen was built without the cluster").help(
        "build it with `cargo install tcpgen --features cluster`; until then, `tcpgen build | kubectl apply --server-side \
         --field-manager tcpgen -f -` does the same",
    )
}
