use crate::routing::is_indexed;
use crate::rule::{Expression, Rule};

/// How many matchers are asked in about the time of a decision.
const MATCHERS: usize = 16;

/// How much work an analysis may do: what keeps adversarial tables linear. When it runs out, less is found.
///
/// The unit is the decision of one connection where each router is looked up; rules that have to be asked one by one are
/// counted with all of their matchers ([`asked`]).
#[derive(Clone, Copy, Debug)]
pub struct Budget {
    left: usize,
    walk: usize,
}

impl Budget {
    /// What every table may cost.
    const BASE: usize = 400_000;
    /// What each alternative of a rule adds to that.
    const EACH: usize = 64;
    /// The most work of one walk through all server names.
    const WALK: usize = 300_000;

    /// The budget of tables with so many alternatives in their rules.
    pub fn new(alternatives: usize) -> Self {
        Self { left: Self::BASE.saturating_add(alternatives.saturating_mul(Self::EACH)), walk: Self::WALK }
    }

    /// The budget for all classes of tables with so many alternatives, where nothing but the classes is asked for.
    pub fn of_classes(alternatives: usize) -> Self {
        let more = alternatives.saturating_mul(8 * Self::EACH);
        Self { left: (8 * Self::BASE).saturating_add(more), walk: (4 * Self::WALK).saturating_add(more / 4) }
    }

    /// How much is left.
    pub fn left(self) -> usize {
        self.left
    }

    /// How much one walk through all server names may take.
    pub fn walk(self) -> usize {
        self.walk.min(self.left)
    }

    /// Takes some out; false when there is not enough left, and then there is nothing left.
    pub fn spend(&mut self, work: usize) -> bool {
        let enough = work <= self.left;
        self.left = if enough { self.left - work } else { 0 };
        enough
    }
}

/// How many alternatives some rules have.
pub(super) fn alternatives<'r>(rules: impl IntoIterator<Item = &'r Rule>) -> usize {
    rules.into_iter().map(|rule| rule.expression().alternatives().len()).sum()
}

/// What a decision costs for which these expressions are asked, in decisions for which none is.
pub(super) fn asked<'e>(expressions: impl IntoIterator<Item = &'e Expression>) -> usize {
    let matchers: usize = expressions.into_iter().map(Expression::size).sum();
    1 + matchers / MATCHERS
}

/// The same where each expression that no index tells anything about may match.
pub(super) fn asked_of_all<'e>(expressions: impl IntoIterator<Item = &'e Expression>) -> usize {
    let each = expressions.into_iter().filter(|expression| !is_indexed(expression));
    1 + each.map(|expression| asked([expression])).sum::<usize>()
}

/// What it costs that so many routers may take a connection: each is resolved, and compared with the others.
pub(super) fn resolved(routers: usize) -> usize {
    if routers > 1 { 4 * routers } else { 0 }
}
