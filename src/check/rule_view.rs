use std::ops::Range;

use crate::desired;
use crate::resource::{IngressRouteTcp, Object, RouteTcp};
use crate::rule::{Problem, Rule};
use crate::source::{Sources, Span, fragment};

/// One rule of a route, parsed, with everything around it.
#[derive(Debug)]
pub struct RuleView<'a> {
    /// The IngressRouteTCP.
    pub object: &'a Object,
    /// Its spec.
    pub route: &'a IngressRouteTcp,
    /// The rule's place among the route's rules, from 0.
    pub index: usize,
    /// The rule.
    pub rule: &'a RouteTcp,
    /// The rule's text as Traefik reads it.
    pub parsed: Result<Rule, Vec<Problem>>,
    /// The entry of the state file; none for objects that come from elsewhere.
    pub written: Option<&'a desired::Route>,
}

impl RuleView<'_> {
    /// Whether Traefik looks at TLS on this route at all.
    pub fn has_tls(&self) -> bool {
        self.route.tls.is_some()
    }

    /// Whether the route hands the encrypted bytes on.
    pub fn passes_through(&self) -> bool {
        let passthrough = self.route.tls.as_ref().and_then(|tls| tls.passthrough);
        passthrough.is_some_and(|passthrough| passthrough.value)
    }

    /// Whether Traefik ends TLS on this route.
    pub fn terminates(&self) -> bool {
        self.has_tls() && !self.passes_through()
    }

    /// The place of a range of the rule's text: the fragment inside the string where the rule was written as such,
    /// the n-th server name where it was made from `sni`, else all of it.
    pub fn place(&self, sources: &Sources, range: Range<usize>) -> Span {
        let text = &self.rule.match_text;
        if text.written {
            return fragment(sources, text.span, range);
        }
        let before = text.text.get(..range.start).unwrap_or("");
        let nth = before.matches(" || ").count();
        text.made_from.get(nth).copied().unwrap_or(text.span)
    }
}
