use super::{ApplyArguments, DeleteArguments, RollbackArguments};
use crate::cli::{Failure, Outcome};

#[cfg(feature = "cluster")]
pub(in super::super) fn apply(arguments: &ApplyArguments) -> Result<Outcome, Failure> {
    super::run::apply(arguments)
}

#[cfg(feature = "cluster")]
pub(in super::super) fn delete(arguments: &DeleteArguments) -> Result<Outcome, Failure> {
    super::run::delete(arguments)
}

#[cfg(feature = "cluster")]
pub(in super::super) fn rollback(arguments: &RollbackArguments) -> Result<Outcome, Failure> {
    super::rollback::rollback(arguments)
}

#[cfg(not(feature = "cluster"))]
pub(in super::super) fn rollback(_: &RollbackArguments) -> Result<Outcome, Failure> {
    Err(super::source::absent())
}

#[cfg(not(feature = "cluster"))]
pub(in super::super) fn apply(_: &ApplyArguments) -> Result<Outcome, Failure> {
    Err(super::source::absent())
}

#[cfg(not(feature = "cluster"))]
pub(in super::super) fn delete(_: &DeleteArguments) -> Result<Outcome, Failure> {
    Err(super::source::absent())
}
