use super::arguments::{Format, VerifyArguments};
use super::drawn::drawn;
use crate::cli::cluster::Around;
use crate::cli::{Failure, Outcome, console, subject};
use crate::escape::{Shown, shown};
use crate::question::{Question as _, Verify, Verifying};
use crate::report;
use crate::running::Verified;

/// Compares whatever could be read, as a cluster would have it; the rest is reported on standard error.
pub(super) fn run(arguments: &VerifyArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_objects_or_cluster(&arguments.inputs, &arguments.cluster, Around::Too)?;
    let running = arguments.login.at(&arguments.api, arguments.timeout).read().map_err(Failure::from)?;
    let answer = Verify { running }.ask(&subject)?;
    let sound = subject::remark(&answer.diagnostics);
    match arguments.format {
        Format::Human => {
            for difference in &answer.verified.differences {
                console::out(&drawn(difference))?;
            }
            console::err(&summary(&answer));
        }
        Format::Json => console::out_json(&answer)?,
        Format::Junit => console::out(&Shown::lines(&report::verify::junit(&answer.verified)))?,
    }
    Ok(if sound && answer.verified.holds() { Outcome::Fine } else { Outcome::No })
}

/// `Traefik 3.7.15: 2 entry points, 1 middleware and 3 routers are as predicted; 1 difference`
fn summary(answer: &Verifying<'_>) -> Shown {
    let Verified { entry_points, middlewares, routers, differences } = &answer.verified;
    let of = |count: usize, name: &str| format!("{count} {name}{}", if count == 1 { "" } else { "s" });
    let alike = format!(
        "{}, {} and {} as predicted",
        of(*entry_points, "entry point"),
        of(*middlewares, "middleware"),
        of(*routers, "router")
    );
    let differ = match differences.len() {
        0 => "no differences".to_owned(),
        count => of(count, "difference"),
    };
    shown!("Traefik ", &answer.running, ": ", alike, "; ", differ, "\n")
}
