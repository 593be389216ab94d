use foldhash::{HashSet, HashSetExt as _};

use crate::check::{EntryPointView, RuleView};
use crate::rule::HostPattern;

/// The server names that an entry point serves.
pub(crate) struct ServedNames<'r> {
    names: HashSet<&'r str>,
    suffixes: HashSet<&'r str>,
    https: HashSet<String>,
}

impl<'r> ServedNames<'r> {
    /// None where some router may serve any name.
    pub fn of(rules: &[&'r RuleView<'_>], listener: &EntryPointView<'_>) -> Option<Self> {
        let https = listener.http_hosts.iter().map(|host| host.to_lowercase()).collect();
        let mut served = Self { names: HashSet::new(), suffixes: HashSet::new(), https };
        for parsed in rules.iter().filter_map(|rule| rule.live()) {
            let mut bounded = false;
            for (_, host, negated) in parsed.hosts() {
                bounded |= !negated && !matches!(host, HostPattern::CatchAll | HostPattern::AnyName);
                match host {
                    _ if negated => {}
                    HostPattern::Wildcard(suffix) => drop(served.suffixes.insert(suffix)),
                    _ => served.names.extend(host.name()),
                }
            }
            if !bounded || parsed.patterns().next().is_some() {
                return None;
            }
        }
        Some(served)
    }

    /// Whether some router or HTTPS host takes the name, which is in lower case.
    pub fn holds(&self, name: &str) -> bool {
        let parent = name.split_once('.').map(|(_, parent)| parent);
        self.names.contains(name)
            || self.https.contains(name)
            || parent.is_some_and(|parent| self.suffixes.contains(parent))
    }
}
