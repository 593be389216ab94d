//! `tcpgen test --live`: the connections of scenarios, made from here.

#[cfg(feature = "cluster")]
mod dial;
#[cfg(feature = "cluster")]
mod run;
mod target;
#[cfg(feature = "cluster")]
mod tls;

#[cfg(feature = "cluster")]
pub(super) use run::run;
pub(super) use target::Target;

#[cfg(not(feature = "cluster"))]
pub(super) fn run(
    _: &crate::question::Subject,
    _: &[String],
    _: &Target,
    _: Option<std::net::IpAddr>,
    _: super::test::Format,
) -> Result<super::Outcome, super::Failure> {
    Err(super::Failure::lacks("cluster"))
}
