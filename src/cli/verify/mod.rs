//! `tcpgen verify`: a state and a running Traefik.

mod arguments;
#[cfg(feature = "cluster")]
mod drawn;
#[cfg(feature = "cluster")]
mod run;

use super::{Failure, Outcome};
pub(super) use arguments::VerifyArguments;
#[cfg(feature = "cluster")]
pub(super) use drawn::drawn;

#[cfg(feature = "cluster")]
pub(super) fn run(arguments: &VerifyArguments) -> Result<Outcome, Failure> {
    run::run(arguments)
}

#[cfg(not(feature = "cluster"))]
pub(super) fn run(_: &VerifyArguments) -> Result<Outcome, Failure> {
    Err(Failure::lacks("cluster"))
}
