use std::cell::OnceCell;
use std::ops::Range;

use foldhash::HashMap;

use crate::check::view::hint::hint;
use crate::check::view::matcher_set::MatcherSet;
use crate::check::view::nameless_clients::NamelessClients;
use crate::check::view::protocol::Protocol;
use crate::desired::{self, EntryPoint, Named};
use crate::resource::{IngressRouteTcp, Object, RouteTcp};
use crate::routing::Router;
use crate::rule::{DeclaredHost, Problem, Rule, Stage};
use crate::source::{Sources, Span, fragment};

/// The most that one check says of one rule. To find a place takes time in the length of the rule, so this keeps rules of a
/// megabyte linear; the parser reports as many problems.
pub(crate) const MOST_FINDINGS: usize = 32;

/// One rule of a route with everything around it: one of Traefik's routers.
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
    /// What Traefik makes of it.
    pub router: &'a Router,
    /// The entry of the state file; none for objects that come from elsewhere.
    pub written: Option<&'a desired::Route>,
    /// The kinds of matchers that it has.
    pub matchers: MatcherSet,
    /// What is known of the route's protocol: the one that `protocol` names, or else the one that a port gives away.
    pub protocol: Option<&'static Protocol>,
    /// The port that gives [`protocol`](Self::protocol) away; none where `protocol` is written. It is a guess then.
    pub hint: Option<i64>,
    nameless: OnceCell<NamelessClients>,
}

impl<'a> RuleView<'a> {
    /// The rule of `route` that `router` was made from.
    pub(crate) fn new(
        object: &'a Object,
        route: &'a IngressRouteTcp,
        rule: &'a RouteTcp,
        router: &'a Router,
        written: Option<&'a desired::Route>,
        entry_points: &HashMap<&str, &Named<EntryPoint>>,
    ) -> Self {
        let matchers = router.rule_tree().map(MatcherSet::of).unwrap_or_default();
        let named = written.and_then(|route| route.protocol.as_ref());
        let is_guessed = named.is_none() && !router.is_passed_over();
        let hint = if is_guessed { hint(route, rule, entry_points) } else { None };
        let protocol = named.and_then(|name| Protocol::of(name)).or(hint.map(|(protocol, _)| protocol));
        let hint = hint.map(|(_, port)| port);
        let nameless = OnceCell::new();
        Self { object, route, index: router.index, rule, router, written, matchers, protocol, hint, nameless }
    }

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

    /// The rule, where Traefik takes it.
    pub fn sound(&self) -> Option<&'a Rule> {
        self.router.rule_tree()
    }

    /// All that is wrong with its text.
    pub fn problems(&self) -> &'a [Problem] {
        self.router.reading().problems()
    }

    /// On a rule without TLS, whatever else is wrong with it: the first server name that it asks for. None where the text
    /// is no rule at all, or Traefik passes over it.
    pub fn plain_tls_violation(&self) -> Option<&'a DeclaredHost> {
        let reading = self.router.reading();
        let is_rule = reading.problems().iter().all(|problem| problem.stage() != Stage::Parse);
        reading.plain_tls_violation().filter(|_| is_rule && !self.has_tls() && !self.router.is_passed_over())
    }

    /// The rule, where Traefik looks at it and takes it, whether the router serves or not: what is written, for checks of
    /// the text.
    pub fn meant(&self) -> Option<&'a Rule> {
        self.sound().filter(|_| !self.router.is_passed_over())
    }

    /// The rule of a router that takes connections.
    pub fn live(&self) -> Option<&'a Rule> {
        self.sound().filter(|_| self.router.is_listed())
    }

    /// Which of the clients without server name and ALPN it matches; found out once. None where Traefik refuses it.
    pub fn nameless(&self) -> NamelessClients {
        let rule = |rule| NamelessClients::of(rule, self.matchers.has(MatcherSet::CLIENT_IP));
        *self.nameless.get_or_init(|| self.sound().map_or(NamelessClients::None, rule))
    }

    /// The router's priority.
    pub fn priority(&self) -> i64 {
        self.router.priority
    }

    /// Whether the route's protocol is this one, named or given away by a port.
    pub fn speaks(&self, protocol: &str) -> bool {
        self.protocol.is_some_and(|known| known.name == protocol)
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

    /// The place of the whole rule: `match`, `sni`, or the entry that says neither.
    pub fn whole(&self) -> Span {
        self.rule.match_text.span
    }

    /// Where the route names an entry point; the whole rule where it names none.
    pub fn entry_point(&self, name: Option<&str>) -> Span {
        let named = self.route.entry_points.iter().find(|written| Some(written.as_str()) == name);
        named.map_or(self.whole(), |written| written.span)
    }

    /// Where `tls` is written.
    pub fn tls_span(&self) -> Span {
        self.route.tls.as_ref().map_or(self.whole(), |tls| tls.span)
    }
}
