use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::fence::Fence;
use crate::Options;
use crate::escape::line;
use crate::question::Subject;
use crate::report;
use crate::scenario;
use crate::source::{SourceFile, Sources};

/// An example of a page.
#[derive(Clone, Debug)]
pub struct Snippet {
    /// The page's name in messages.
    pub page: String,
    /// The line of the page that the fence is on, from 1. The text begins on the next.
    pub line: usize,
    pub fence: Fence,
    pub text: String,
}

/// An example that has been compiled.
pub struct Judged {
    pub subject: Subject,
    /// What its fence does not announce, in lines that begin with the page and the line; empty for a good example.
    pub wrong: String,
}

impl Snippet {
    /// Compiles it, runs its scenarios, and compares both with what its fence announces.
    pub fn judge(&self) -> Judged {
        let subject = Subject::new(self.sources(), Options::default());
        let mut wrong = String::new();
        self.findings(&subject, &mut wrong);
        self.scenarios(&subject, &mut wrong);
        Judged { subject, wrong }
    }

    /// The text under the page's name and on its lines there: whatever is reported of it is reported of the page.
    fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        sources.add(SourceFile::new(self.page.as_str(), self.text.as_str()).behind_lines(self.line));
        sources
    }

    fn findings(&self, subject: &Subject, wrong: &mut String) {
        let found = &subject.compilation.diagnostics;
        let codes: BTreeSet<&str> = found.iter().map(|one| one.code.name).collect();
        let unexpected: Vec<_> =
            found.iter().filter(|one| !self.fence.warns.contains(one.code.name)).cloned().collect();
        wrong.extend(report::concise(&unexpected, &subject.sources));
        let news: BTreeSet<&str> = unexpected.iter().map(|one| one.code.name).collect();
        for code in news {
            self.report(wrong, &format!("if `{code}` is what the example shows, add `warns={code}` to its fence"));
        }
        for code in self.fence.warns.iter().filter(|code| !codes.contains(code.as_str())) {
            self.report(wrong, &format!("the fence announces `{code}`, and the example has no such finding"));
        }
    }

    fn scenarios(&self, subject: &Subject, wrong: &mut String) {
        let Subject { sources, compilation, .. } = subject;
        let results = scenario::run(sources, compilation, &compilation.desired.scenarios);
        let failures: Vec<_> = results.into_iter().flat_map(|result| result.failures()).collect();
        match (failures.is_empty(), self.fence.fails) {
            (true, true) => self.report(wrong, "the fence announces that a scenario `fails`, and none does"),
            (false, false) => wrong.extend(report::concise(&failures, sources)),
            _ => {}
        }
    }

    /// Writing to a string does not fail.
    fn report(&self, wrong: &mut String, what: &str) {
        let _ = writeln!(wrong, "{}:{}: {}", line(&self.page), self.line, line(what));
    }
}
