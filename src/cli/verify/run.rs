use std::time::Duration;

use super::arguments::{Format, VerifyArguments};
use crate::cli::{Failure, Outcome, console, subject};
use crate::cluster::{ApiLogin, TraefikApi};
use crate::escape::{Shown, shown};
use crate::question::{Question as _, Verify, Verifying};
use crate::report;
use crate::running::{Difference, Verified};

/// Compares whatever could be read, as a cluster would have it; the rest is reported on standard error.
pub(super) fn run(arguments: &VerifyArguments) -> Result<Outcome, Failure> {
    let subject = subject::read_objects_or_cluster(&arguments.inputs, &arguments.cluster)?;
    let running = api(arguments).read().map_err(Failure::from)?;
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

fn api(arguments: &VerifyArguments) -> TraefikApi {
    let login = match (&arguments.user, &arguments.password_file, &arguments.token_file) {
        (Some(user), Some(file), _) => ApiLogin::Basic(user.clone(), file.clone()),
        (_, _, Some(file)) => ApiLogin::Bearer(file.clone()),
        _ => ApiLogin::None,
    };
    TraefikApi {
        url: arguments.api.clone(),
        login,
        ca: arguments.ca.clone(),
        insecure: arguments.insecure,
        timeout: Duration::from_secs(arguments.timeout),
    }
}

/// `router default/pg (HostSNI(`*`)): predicted enabled, is disabled: ...`, and the cause.
fn drawn(difference: &Difference) -> Shown {
    let mut line = shown!(difference.topic.name(), " ", &difference.name);
    if let Some(rule) = &difference.rule {
        line.push(&shown!(" (", rule, ")"));
    }
    if difference.predicted.is_some() && difference.running.is_some() && difference.field != "status" {
        line.push(&shown!(": ", difference.field));
    }
    line.push(&shown!(": ", &difference.message, "\n  cause: ", difference.cause.words(), "\n"));
    line
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
