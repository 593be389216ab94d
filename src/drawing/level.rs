use crate::diagnostic::{Diagnostic, Severity};
use crate::resource::{Object, Spec};
use crate::source::{FileId, Span};

/// How much is wrong with what a box shows, the mildest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    #[default]
    Fine,
    Advice,
    Warning,
    Error,
}

impl Level {
    /// Those that a legend explains.
    pub const WRONG: [Self; 3] = [Self::Error, Self::Warning, Self::Advice];

    /// Its word, and its class in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Advice => Severity::Advice.name(),
            Self::Warning => Severity::Warning.name(),
            Self::Error => Severity::Error.name(),
        }
    }
}

impl From<Severity> for Level {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Advice => Self::Advice,
            Severity::Warning => Self::Warning,
            Severity::Error => Self::Error,
        }
    }
}

/// Findings in the order of their places: those of one piece of text are next to each other.
pub(super) struct Findings(Vec<(FileId, u32, Span, Level)>);

impl Findings {
    pub fn new(found: &[Diagnostic]) -> Self {
        let place = |one: &Diagnostic| (one.span.file, one.span.start, one.span, Level::from(one.severity));
        let mut placed: Vec<_> = found.iter().filter(|one| !one.span.is_nowhere()).map(place).collect();
        placed.sort_unstable();
        Self(placed)
    }

    /// Those within a piece of text.
    fn within(&self, place: Span) -> impl Iterator<Item = (Span, Level)> + '_ {
        let first = self.0.partition_point(|&(file, start, ..)| (file, start) < (place.file, place.start));
        let from = self.0.get(first..).unwrap_or_default().iter();
        let own = from.take_while(move |(file, start, ..)| *file == place.file && *start <= place.end);
        own.filter(move |(.., span, _)| place.contains(*span)).map(|&(.., span, level)| (span, level))
    }

    /// The worst within a piece of text.
    pub fn worst(&self, place: Span) -> Level {
        self.within(place).map(|(_, level)| level).max().unwrap_or_default()
    }

    /// The worst of each rule of a route: within the rule, or in what belongs to the whole entry.
    pub fn of_rules(&self, route: &Object, entry: Span) -> Vec<Level> {
        let Spec::IngressRouteTcp(written) = &route.spec else { return Vec::new() };
        let mut rules: Vec<Span> = written.routes.iter().map(|rule| rule.match_text.span).collect();
        let own: Vec<Level> = rules.iter().map(|&rule| self.worst(rule)).collect();
        rules.sort_unstable();
        // Rules do not overlap, so only the last that begins before a place can hold it.
        let claimed = |place: Span| {
            let before = rules.partition_point(|rule| (rule.file, rule.start) <= (place.file, place.start));
            before.checked_sub(1).and_then(|last| rules.get(last)).is_some_and(|rule| rule.contains(place))
        };
        let shared = self.within(entry).filter(|&(span, _)| !claimed(span)).map(|(_, level)| level).max();
        own.into_iter().map(|level| level.max(shared.unwrap_or_default())).collect()
    }
}
