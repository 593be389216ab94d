use std::collections::HashSet;

use serde::Serialize;

use super::test::chosen;
use super::{Question, Subject};
use crate::connection::Connection;
use crate::routing::Decision;
use crate::scenario;
use crate::store::Refusal;

/// Which connections do scenarios try, and what becomes of each in the state as it is declared?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Live {
    /// The names of the scenarios; all when there are none.
    pub scenarios: Vec<String>,
}

/// A connection to be tried.
#[derive(Clone, Debug, Serialize)]
pub struct Trial {
    /// The connection, in one line.
    pub what: String,
    /// The connection itself.
    pub connection: Connection,
    /// What becomes of it.
    pub predicted: Decision,
}

impl Question for Live {
    type About = Subject;
    type Answer<'a> = Vec<Trial>;

    /// Each connection once. A scenario's own steps do not count: they change a cluster in memory.
    fn ask(&self, subject: &Subject) -> Result<Vec<Trial>, Refusal> {
        let scenarios = chosen(&subject.compilation.desired.scenarios, &self.scenarios)?;
        let mut seen = HashSet::new();
        let connects = scenarios.into_iter().flat_map(|scenario| scenario.body.connects());
        let trial = |written| {
            let what = scenario::describe(written);
            let connection = scenario::connection(written).filter(|_| seen.insert(what.clone()))?;
            let predicted = subject.compilation.table.decide(&connection);
            Some(Trial { what, connection, predicted })
        };
        Ok(connects.filter_map(trial).collect())
    }
}

#[cfg(test)]
mod tests {
    use crate::Options;
    use crate::question::{Question as _, Route, Subject};
    use crate::running::{Fit, Seen, Tried};
    use crate::source::Sources;

    /// What is seen of a connection to the only route of an entry point.
    fn of(route: &str, question: Route, seen: &Seen) -> Fit {
        let state =
            format!("[entry_points]\npg = 1\n[middlewares.no]\nip_allow_list = ['192.0.2.1']\n[routes.r]\n{route}\n");
        let subject = Subject::new(Sources::single("a.toml", state), Options::default());
        let asked = Route { entry_point: "pg".into(), client_ip: "127.0.0.1".into(), ..question };
        Tried::new(String::new(), asked.ask(&subject).unwrap().decision.unwrap(), seen).result
    }

    #[test]
    fn what_is_seen_fits_contradicts_or_does_not_tell() {
        let plain = "entry_points = ['pg']\nservice = 's:1'";
        let denied = "entry_points = ['pg']\nservice = 's:1'\nmiddlewares = ['no']";
        let ended = "entry_points = ['pg']\nservice = 's:1'\nsni = 'a.test'\ntls = {}";
        let passed = "entry_points = ['pg']\nservice = 's:1'\nsni = 'a.test'\ntls = 'passthrough'";
        let (none, tls) = (Route::default(), Route { sni: Some("a.test".into()), ..Route::default() });
        let done = Seen::Handshake { alpn: None };
        let alert = Seen::Alert("HandshakeFailure".to_owned());
        for (route, question, seen, expected) in [
            (plain, &none, &Seen::Open, Fit::Agrees),
            (plain, &none, &Seen::Spoke, Fit::Agrees),
            (plain, &none, &Seen::Closed, Fit::Differs),
            (plain, &none, &Seen::Unreachable(String::new()), Fit::Differs),
            (denied, &none, &Seen::Closed, Fit::Agrees),
            (denied, &none, &Seen::Open, Fit::Differs),
            (denied, &none, &Seen::Spoke, Fit::Differs),
            // No router takes a plain client there, and Traefik reads its first bytes.
            (ended, &none, &Seen::Open, Fit::Undecided),
            (ended, &tls, &done, Fit::Agrees),
            (ended, &tls, &alert, Fit::Differs),
            (ended, &tls, &Seen::Silent, Fit::Differs),
            (ended, &tls, &Seen::NotTls, Fit::Differs),
            (passed, &tls, &done, Fit::Agrees),
            (passed, &tls, &alert, Fit::Undecided),
            (passed, &tls, &Seen::Silent, Fit::Undecided),
            (passed, &tls, &Seen::NotTls, Fit::Agrees),
            (passed, &tls, &Seen::Closed, Fit::Differs),
        ] {
            assert_eq!(of(route, question.clone(), seen), expected, "{route}: {seen:?}");
        }
    }
}
