use super::{Question, Subject};
use crate::desired::{Named, Scenario};
use crate::diagnostic::closest;
use crate::scenario::{self, Coverage, Report};
use crate::store::Refusal;

/// Do the scenarios come out as they expect?
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Test {
    /// The names of those to run; all when there are none.
    pub scenarios: Vec<String>,
    /// Whether to find out what they cover.
    pub coverage: bool,
}

impl Question for Test {
    type About = Subject;
    type Answer<'a> = Report;

    /// The state must have compiled without errors: with some, steps that they concern fail.
    fn ask(&self, subject: &Subject) -> Result<Report, Refusal> {
        let Subject { sources, compilation, .. } = subject;
        let chosen = chosen(&compilation.desired.scenarios, &self.scenarios)?;
        let results = scenario::run(sources, compilation, chosen);
        let coverage = self.coverage.then(|| Coverage::new(&compilation.resources, &results));
        Ok(Report::new(subject.compilation.table.version(), results, coverage))
    }
}

/// The scenarios of these names, in the order of the file, or all.
pub(super) fn chosen<'a>(all: &'a [Named<Scenario>], names: &[String]) -> Result<Vec<&'a Named<Scenario>>, Refusal> {
    let mut refusals = names.iter().filter_map(|name| find(all, name).err());
    if let Some(first) = refusals.next() {
        return Err(Refusal { more: refusals.collect(), ..first });
    }
    let is_wanted = |scenario: &&Named<Scenario>| {
        names.is_empty() || names.iter().any(|name| scenario.key.as_str() == name.as_str())
    };
    Ok(all.iter().filter(is_wanted).collect())
}

/// The scenario of this name.
pub(super) fn find<'a>(all: &'a [Named<Scenario>], name: &str) -> Result<&'a Named<Scenario>, Refusal> {
    all.iter().find(|scenario| scenario.key.as_str() == name).ok_or_else(|| {
        let known: Vec<&str> = all.iter().map(|scenario| scenario.key.as_str()).collect();
        let help = match closest(name, known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None if known.is_empty() => "the state has no scenarios".to_owned(),
            None => format!("the scenarios are {}", known.join(", ")),
        };
        Refusal::new("unknown-scenario", format!("there is no scenario `{name}`")).help(help)
    })
}
