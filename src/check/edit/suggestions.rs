use crate::diagnostic::{Diagnostic, Fix, closest};
use crate::source::Span;

/// "Did you mean" for one check's run. Each costs a look at every candidate, so after some thousands of looks there are
/// no more: nobody reads ten thousand suggestions, and the check's time stays linear.
#[derive(Debug)]
pub(crate) struct Suggestions {
    looks_left: usize,
}

impl Suggestions {
    pub(crate) fn new() -> Self {
        Self { looks_left: 20_000 }
    }

    /// Whether there are no more looks.
    pub(crate) fn is_used_up(&self) -> bool {
        self.looks_left == 0
    }

    /// The candidate that `written` most likely meant; none once the looks are used up.
    pub(crate) fn closest<'c>(
        &mut self,
        written: &str,
        candidates: impl IntoIterator<Item = &'c str>,
    ) -> Option<&'c str> {
        let mut looked = 0;
        let candidates = candidates.into_iter().take(self.looks_left).inspect(|_| looked += 1);
        let found = closest(written, candidates);
        self.looks_left -= looked;
        found
    }

    /// The first candidate that `fits`, under the same limit.
    pub(crate) fn first<T>(&mut self, candidates: impl IntoIterator<Item = T>, fits: impl Fn(&T) -> bool) -> Option<T> {
        let mut looked = 0;
        let found = candidates.into_iter().take(self.looks_left).inspect(|_| looked += 1).find(|item| fits(item));
        self.looks_left -= looked;
        found
    }
}

/// Asks whether `near` was meant by the string at `place`, and offers to write it there.
pub(crate) fn did_you_mean(found: Diagnostic, place: Span, near: &str) -> Diagnostic {
    found.help(format!("did you mean `{near}`?")).fix(Fix::offered(
        format!("write `{near}`"),
        place,
        format!("\"{near}\""),
    ))
}

#[cfg(test)]
mod tests {
    use super::Suggestions;

    #[test]
    fn the_looks_run_out() {
        let mut suggestions = Suggestions { looks_left: 3 };
        assert_eq!(suggestions.closest("pq", ["pg", "my"]), Some("pg"));
        assert_eq!(suggestions.closest("pq", ["my", "pg"]), None);
        assert_eq!(suggestions.closest("pq", ["pg"]), None);
    }
}
