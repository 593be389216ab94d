use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use super::{Question, Subject};
use crate::analysis::ANY_ENTRY_POINT;
use crate::analysis::reach::{ReachFilter, Reaches};
use crate::analysis::set::Clients;
use crate::diagnostic::closest;
use crate::report::Reported;
use crate::source_range::SourceRange;
use crate::store::Refusal;

/// Who reaches what? The request is as a caller writes it; what is left out is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, expecting = "what to ask: `to`, `from`, `entry_point`")]
pub struct Reach {
    /// Only connections to these services: `[namespace/]name[:port]`.
    pub to: Option<Vec<String>>,
    /// Only clients of these ranges.
    pub from: Option<Vec<String>>,
    /// Only connections to this entry point.
    pub entry_point: Option<SmolStr>,
}

/// All connections in classes.
#[derive(Clone, Debug, Serialize)]
pub struct Reaching<'a> {
    /// The version of Traefik that they are for.
    pub traefik: String,
    /// The classes, as they are asked for.
    #[serde(flatten)]
    pub reach: Reaches<'a>,
    /// What they take for granted of the objects that routers refer to.
    pub assumes: Vec<String>,
    /// What is wrong with the state. The classes are of what could be read.
    pub diagnostics: Reported<'a>,
}

impl Reach {
    fn filter(&self) -> Result<ReachFilter, Refusal> {
        let wrong = |message: String| Refusal::new("invalid-arguments", message);
        let services = |texts: &Vec<String>| texts.iter().map(|text| text.trim().parse()).collect::<Result<_, _>>();
        let range = |text: &String| {
            let range = SourceRange::parse(text.trim());
            range.map_err(|error| wrong(error.to_string()).help("write ranges such as 10.0.0.0/8 or 2001:db8::1"))
        };
        let ranges = |texts: &Vec<String>| texts.iter().map(range).collect::<Result<Vec<_>, _>>();
        Ok(ReachFilter {
            to: asked(self.to.as_ref()).map(services).transpose().map_err(wrong)?,
            from: asked(self.from.as_ref()).map(ranges).transpose()?.map(|ranges| Clients::of(&ranges)),
            entry_point: self.entry_point.clone(),
        })
    }
}

/// No list and an empty one ask for everything.
fn asked(list: Option<&Vec<String>>) -> Option<&Vec<String>> {
    list.filter(|list| !list.is_empty())
}

impl Question for Reach {
    type About = Subject;
    type Answer<'a> = Reaching<'a>;

    fn ask<'a>(&self, subject: &'a Subject) -> Result<Reaching<'a>, Refusal> {
        let table = &subject.compilation.table;
        let mut filter = self.filter()?;
        if let Some(name) = &self.entry_point
            && !table.entry_points().any(|known| known == name)
            && name != ANY_ENTRY_POINT
        {
            if !table.serves_unnamed_entry_points() {
                let near = closest(name, table.entry_points()).map(|near| format!("did you mean `{near}`?"));
                let known = || format!("there are {}", table.entry_points().collect::<Vec<_>>().join(", "));
                let refusal = Refusal::new("unknown-entry-point", format!("there is no entry point `{name}`"));
                return Err(refusal.help(near.unwrap_or_else(known)));
            }
            filter.entry_point = Some(ANY_ENTRY_POINT.into());
        }
        Ok(Reaching {
            traefik: table.version().to_string(),
            reach: Reaches::new(table, filter),
            assumes: table.assumes(table.routers().iter().filter(|router| router.is_listed())),
            diagnostics: subject.reported(),
        })
    }
}
