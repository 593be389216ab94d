use std::collections::HashSet;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::arguments::WaitArguments;
use crate::cli::{Failure, console, verify};
use crate::cluster::TraefikApi;
use crate::escape::shown;
use crate::question::{Question as _, Subject, Verify};
use crate::resource::Object;
use crate::running::{Cause, Difference, Topic};

/// How often Traefik is asked.
const EVERY: Duration = Duration::from_millis(250);

/// What the running Traefik made of what was applied.
#[derive(Debug)]
pub(super) struct Waited {
    /// Whether it took all of it in time.
    taken: bool,
    /// What it does not have, or refused.
    differences: Vec<Difference>,
}

/// Asks the running Traefik until it has taken the objects that were applied, or the time is up; none if nobody is to wait.
pub(super) fn wait(
    subject: &Subject,
    applied: &[&Object],
    arguments: &WaitArguments,
    timeout: u64,
) -> Result<Option<Waited>, Failure> {
    let Some(url) = arguments.api.as_ref().filter(|_| arguments.wait) else { return Ok(None) };
    let api = arguments.login.at(url, timeout);
    let names: HashSet<String> = applied.iter().map(|object| object.object_ref().to_string()).collect();
    let until = Instant::now() + Duration::from_secs(arguments.wait_timeout);
    loop {
        let differences = of_applied(subject, &names, &api)?;
        let taken = !differences.iter().any(|difference| difference.cause == Cause::NotApplied);
        if taken || Instant::now() >= until {
            return Ok(Some(Waited { taken, differences }));
        }
        thread::sleep(EVERY);
    }
}

/// How Traefik differs on the objects that were applied.
fn of_applied(subject: &Subject, names: &HashSet<String>, api: &TraefikApi) -> Result<Vec<Difference>, Failure> {
    let running = api.read().map_err(Failure::from)?;
    let mut differences = Verify { running }.ask(subject)?.verified.differences;
    let is_about = |difference: &Difference| match difference.topic {
        Topic::Router | Topic::Middleware => names.contains(&difference.name),
        Topic::Service => true,
        Topic::Version | Topic::EntryPoint => false,
    };
    differences.retain(is_about);
    Ok(differences)
}

impl Waited {
    /// Whether Traefik serves all that was applied as predicted.
    pub fn is_well(&self) -> bool {
        self.differences.is_empty()
    }

    /// Reports it on standard error.
    pub fn tell(&self, arguments: &WaitArguments) {
        if !self.taken {
            console::err(&shown!("Traefik has not taken all of it after ", arguments.wait_timeout, " s\n"));
        } else if self.is_well() {
            console::err(&shown!("Traefik serves it\n"));
        }
        for difference in &self.differences {
            console::err(&verify::drawn(difference));
        }
    }

    /// As a part of the summary.
    pub fn json(&self) -> Value {
        json!({ "taken": self.taken, "differences": self.differences })
    }
}
