use serde::Serialize;

use super::{Question, Subject};
use crate::report::Reported;
use crate::running::{self, Running, Verified};
use crate::store::Refusal;
use crate::traefik::TraefikVersion;
use crate::{Options, compile};

/// Does a running Traefik do what a state predicts?
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verify {
    /// What its API reports.
    pub running: Running,
}

/// What is as predicted, and what is not.
#[derive(Clone, Debug, Serialize)]
pub struct Verifying<'a> {
    /// The version that is running.
    pub running: String,
    /// The version that the prediction is for.
    pub traefik: String,
    /// The comparison.
    #[serde(flatten)]
    pub verified: Verified,
    /// What is wrong with the state. The comparison is with what could be read.
    pub diagnostics: Reported<'a>,
}

impl Question for Verify {
    type About = Subject;
    type Answer<'a> = Verifying<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Verifying<'a>, Refusal> {
        let version = TraefikVersion::parse(self.running.version.trim_start_matches('v'));
        let own = subject.compilation.table.version();
        let other = version.and_then(|version| version.unless(own));
        let of_running =
            other.map(|version| compile(&subject.sources.clone().for_traefik(Some(version)), &Options::default()));
        let (verified, traefik) = match &of_running {
            Some(of_running) if !specifies(subject, of_running.table.version()) => {
                (running::verify(of_running, None, &self.running), of_running.table.version())
            }
            of_running => (running::verify(&subject.compilation, of_running.as_ref(), &self.running), own),
        };
        let (running, traefik) = (self.running.version.clone(), traefik.to_string());
        Ok(Verifying { running, traefik, verified, diagnostics: subject.reported() })
    }
}

/// Whether a state names another version than this one.
fn specifies(subject: &Subject, running: TraefikVersion) -> bool {
    if let Some(version) = subject.sources.traefik() {
        return version.unless(running).is_some();
    }
    let written = subject.compilation.desired.traefik.version.as_ref();
    written.is_some_and(|text| !running.is_meant_by(text))
}
