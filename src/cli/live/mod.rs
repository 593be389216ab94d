//! `tcpgen test --live`: the connections of scenarios, made from here.

#[cfg(feature = "cluster")]
mod dial;
#[cfg(feature = "cluster")]
mod run;
mod target;
#[cfg(feature = "cluster")]
mod tls;

use std::net::IpAddr;

use super::test::Format;
use super::{Failure, Outcome};
use crate::question::Subject;

pub(super) use target::Target;

#[cfg(feature = "cluster")]
pub(super) fn run(
    subject: &Subject,
    scenarios: &[String],
    target: &Target,
    seen_as: Option<IpAddr>,
    format: Format,
) -> Result<Outcome, Failure> {
    run::run(subject, scenarios, target, seen_as, format)
}

#[cfg(not(feature = "cluster"))]
pub(super) fn run(_: &Subject, _: &[String], _: &Target, _: Option<IpAddr>, _: Format) -> Result<Outcome, Failure> {
    Err(Failure::lacks("cluster"))
}
