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
    Err(super::source::absent())
}

#[cfg(not(feature = "cluster"))]
pub(in super::super) fn delete(_: &DeleteArguments) -> Result<Outcome, Failure> {
    Err(super::source::absent())
}
